package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `index` that is killed while it writes, two at once, ends in what one run that nobody disturbs
/// ends in.
final class KilledIndexTest {
  private static final long SEED = Long.getLong("deploytrail.kills.seed", 1);
  private static final int KILLS = Integer.getInteger("deploytrail.kills", 5);
  private static final int FILES = 40;
  private static final int RECORDS = 40;

  @TempDir private Path folder = Path.of("");

  @Test
  void whatIsKilledIsDoneByTheNext() throws IOException, InterruptedException {
    var desk = new Desk(folder);
    for (var file = 0; file < FILES; file++) {
      desk.file("logs/" + file + ".json", log(file));
    }
    var undisturbed = new Desk(Files.createDirectory(folder.resolve("undisturbed")));
    assertThat(undisturbed.run("index", folder.resolve("logs").toString()).exitCode()).isZero();
    var whole = DeskDump.of(undisturbed.folder());
    assertThat(whole)
        .filteredOn(
            row -> row.startsWith("fact|") || row.startsWith("call|") || row.startsWith("file|"))
        .hasSize(2 * FILES * RECORDS + FILES);
    var launched = Launched.in(folder);
    var random = new Random(SEED);
    var partly = 0;
    for (var kill = 0; kill < KILLS; kill++) {
      launched.run(
          Map.of(),
          """
          rm -rf .deploytrail
          deploytrail index logs & one=$!
          deploytrail index logs & other=$!
          # What is written is a few megabytes.
          written() { wc -c 2> /dev/null < .deploytrail/index.db-wal || echo 0; }
          until (( $(written) > %d )) || ! kill -0 $one; do sleep 0.01; done
          kill -9 $one
          sleep %.3f; kill -9 $other
          wait
          """
              .formatted(random.nextInt(100_000, 2_000_000), random.nextDouble() / 4));
      var left =
          Files.exists(folder.resolve(".deploytrail/index.db")) ? DeskDump.of(folder).size() : 0;
      partly += left > 0 && left < whole.size() ? 1 : 0;

      var last = launched.run(Map.of(), "deploytrail index logs");

      assertThat(last.exitCode()).as(last.err()).isZero();
      assertThat(DeskDump.of(folder)).as("kill %d of seed %d", kill, SEED).isEqualTo(whole);
    }
    IO.println("killed two at once " + KILLS + " times, " + partly + " times amid their facts");
  }

  /// Each session calls in another file: half of the calls come before it.
  static String log(int file) {
    var records =
        IntStream.range(file * RECORDS, (file + 1) * RECORDS)
            .boxed()
            .flatMap(number ->
                Stream.of(
                    of(number, MadeUpTrail.ROOT)
                        .replace("10000000-0000-4000-8000-000000000001", id(2, number)),
                    of(FILES * RECORDS - 1 - number, MadeUpTrail.BUCKET)
                        .replace(MadeUpTrail.CALL, id(3, number))))
            .toList();
    return "{\"Records\":[" + String.join(",", records) + "]}";
  }

  private static String of(int session, String record) {
    return record
        .replace(MadeUpTrail.KEY, "ASIA%016d".formatted(session))
        .replace("AROADEPLOY", "AROADEPLOY" + session);
  }

  private static String id(int kind, int number) {
    return "%d0000000-0000-4000-8000-%012d".formatted(kind, number);
  }
}
