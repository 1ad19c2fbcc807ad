package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A drill: `index` and `attribute` on disks of several sizes that are too small, and `index` again
/// when there is room.
final class FullDiskTest {
  private static final int FILES = 40;
  private static final int SIZES = Integer.getInteger("deploytrail.drills", 1);
  private static final Pattern WHOLE = Pattern.compile("; (\\d+) lines of it are whole");

  /// Mounted in a namespace of its own, which root is not needed for everywhere, and which leaves
  /// nothing behind.
  private static final String SCRIPT =
      """
      unshare --map-root-user --mount bash -c '
        mkdir -p disk && mount -t tmpfs -o size=<size>k none disk || exit 1
        echo mounted; cd disk
        deploytrail index ../logs; echo "index: $?"
        rm -rf ../left ../whole; cp -r .deploytrail ../left
        deploytrail deployments --from 2026-11-19 --to 2026-11-21 --format ndjson > ../answer
        echo "deployments: $?"
        head -c 100m /dev/zero > filler 2> /dev/null; truncate -s -<room> filler
        deploytrail attribute ../calls > calls.ndjson; echo "attribute: $?"
        cp calls.ndjson ..; rm filler calls.ndjson
        mount -o remount,size=64m .
        deploytrail index ../logs; echo "again: $?"
        cp -r .deploytrail ../whole
      '
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void whatIsSaidIsWholeAndTheRestIsDoneLater() throws IOException, InterruptedException {
    var desk = new Desk(folder);
    for (var file = 0; file < FILES; file++) {
      desk.file("logs/" + file + ".json", KilledIndexTest.log(file));
    }
    desk.file("calls/trail.json", calls());
    var undisturbed = new Desk(Files.createDirectory(folder.resolve("undisturbed")));
    assertThat(undisturbed.run("index", folder.resolve("logs").toString()).exitCode()).isZero();
    var expected = DeskDump.of(undisturbed.folder());
    var launched = Launched.in(folder);
    var kept = new ArrayList<Integer>();
    for (var number = 0; number < SIZES; number++) {
      var kilobytes = 400 + number * 1_400 / SIZES;

      var run =
          launched.run(
              Map.of(),
              SCRIPT
                  .replace("<size>", "" + kilobytes)
                  .replace("<room>", "" + (20_000 + 7_000 * number)));

      assumeThat(run.out()).as("no disk can be mounted: " + run.err()).startsWith("mounted");
      assertThat(run.out().lines())
          .as(kilobytes + " KB: " + run.err())
          .contains("index: 2", "deployments: 0", "attribute: 2", "again: 0");
      assertThat(run.err()).contains("the disk is full").doesNotContain("Exception");
      checkCalls(run.err());
      var left = facts(dump("left"));
      kept.add(left.size());
      assertThat(left).as("left on %d KB", kilobytes).isSubsetOf(expected);
      assertThat(dump("whole")).as("in the end of %d KB", kilobytes).isEqualTo(expected);
    }
    IO.println(
        "drill | full disk | %d disks; of %d facts these were kept at first: %s | 0 lost | 0 doubled | 0 wrong"
            .formatted(SIZES, facts(expected).size(), kept));
  }

  /// Whose files may be read again before all is done.
  private static List<String> facts(List<String> dump) {
    return dump.stream().filter(row -> row.startsWith("fact|")).toList();
  }

  private static String calls() {
    return IntStream.range(0, 300)
        .mapToObj(number ->
            MadeUpTrail.BUCKET.replace(
                MadeUpTrail.CALL, "30000000-0000-4000-8000-%012d".formatted(number)))
        .collect(Collectors.joining(",", "{\"Records\":[" + MadeUpTrail.ROOT + ",", "]}"));
  }

  /// As many lines as the message says are whole.
  private void checkCalls(String err) throws IOException {
    var said = WHOLE.matcher(err);
    assertThat(said.find()).as(err).isTrue();
    var calls = Files.readString(folder.resolve("calls.ndjson"));
    var whole = calls.substring(0, calls.lastIndexOf('\n') + 1).lines().toList();
    assertThat(whole).hasSize(Integer.parseInt(said.group(1)));
    assertThat(whole).allSatisfy(line -> assertThat(Desk.json(line).has("eventId")).isTrue());
  }

  private List<String> dump(String copy) throws IOException {
    var at = Files.createDirectories(folder.resolve("copies"));
    var home = at.resolve(".deploytrail");
    try (var old = Files.exists(home) ? Files.list(home) : Stream.<Path>empty()) {
      for (var file : old.toList()) {
        Files.delete(file);
      }
    }
    Files.createDirectories(home);
    try (var files = Files.list(folder.resolve(copy))) {
      for (var file : files.toList()) {
        Files.copy(file, home.resolve(file.getFileName()));
      }
    }
    return DeskDump.of(at);
  }
}
