package io.deploytrail.cli.desk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deploytrail.cli.Desk;
import io.deploytrail.cli.MadeUpTrail;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.desk.DeskDatabase;
import io.deploytrail.desk.FactWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What `index` keeps, and what later ones do with it.
final class DeskIndexTest {
  @TempDir private Path folder = Path.of("");
  private Desk desk = new Desk(folder);
  private String log = "";

  @BeforeEach
  void makeTrail() {
    desk = new Desk(folder);
    log = desk.file("logs/trail.json", MadeUpTrail.log());
  }

  private Path database() {
    return folder.resolve(".deploytrail/index.db");
  }

  private static String fact(String record) {
    var fact = new RecordReader().read(record.getBytes(StandardCharsets.UTF_8)).record().fact();
    return FactWriter.write(fact.orElseThrow());
  }

  @Test
  void fileIsReadAgainOnlyIfItHasChanged() throws IOException {
    assertThat(desk.run("index", log).err()).contains("1 files read, 0 unchanged", "3 new facts");

    var again = desk.run("index", log);
    assertThat(again.exitCode()).isZero();
    assertThat(again.err()).contains("0 files read, 1 unchanged", "0 new facts");

    var file = Path.of(log);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-21T00:00:00Z")));
    assertThat(desk.run("index", log).err()).contains("1 files read, 0 unchanged", "0 new facts");

    Files.writeString(file, "{\"Records\":[" + MadeUpTrail.ESC + "]}");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-21T00:00:00Z")));
    assertThat(desk.run("index", log).err()).contains("1 files read, 0 unchanged", "1 new facts");
    assertThat(desk.indexed()).containsExactly(log);
  }

  @Test
  void damagedFileIsReadAgainUntilItIsWhole() throws IOException {
    var whole = MadeUpTrail.log();
    Files.writeString(Path.of(log), whole.substring(0, whole.length() - 20));

    for (var time = 0; time < 2; time++) {
      var damaged = desk.run("index", log);
      assertThat(damaged.exitCode()).isEqualTo(2);
      assertThat(damaged.err()).contains("1 files read, 0 unchanged");
    }
    assertThat(desk.run("who", MadeUpTrail.KEY).err()).contains("calls may be missing");
    Files.writeString(Path.of(log), whole);

    assertThat(desk.run("index", log).exitCode()).isZero();
    assertThat(desk.run("who", MadeUpTrail.KEY).err()).doesNotContain("calls may be missing");
  }

  /// The reasons are written at the end of a run, behind all its files.
  @Test
  void damagedFileIsReadAgainAfterARunThatWasKilledBeforeItsEnd() throws IOException {
    var whole = MadeUpTrail.log();
    Files.writeString(Path.of(log), whole.substring(0, whole.length() - 20));
    desk.run("index", log);
    try (var database = DeskDatabase.open(database(), () -> {})) {
      database.write(() -> database.files().replaceUnread(List.of(log), Map.of()));
    }

    var again = desk.run("index", log);

    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("1 files read, 0 unchanged");
  }

  @Test
  void noSessionTokenIsKept() throws IOException {
    desk.run("index", log);

    try (var files = Files.list(folder.resolve(".deploytrail"))) {
      assertThat(files)
          .isNotEmpty()
          .allSatisfy(file ->
              assertThat(Files.readString(file, ISO_8859_1)).doesNotContain(MadeUpTrail.TOKEN));
    }
  }

  @Test
  void journalOfAnEarlierVersionIsMovedOnce() throws IOException {
    var gone = folder.resolve("gone.json").toString();
    desk.file(
        ".deploytrail/journal.ndjson",
        fact(MadeUpTrail.ROOT) + "\n" + fact(MadeUpTrail.LINK) + "\n{\"eventID\":\"cut");
    desk.file(".deploytrail/files.ndjson", "\"%s\"\n\"%s\"\n\"/cut".formatted(log, gone));
    desk.file(".deploytrail/unread.json", "{\"/damaged.json\":\"it is cut off\"}");
    desk.file(
        ".deploytrail/settings.json",
        "{\"templates\":[\"x-${deployment.id}\"],\"organizations\":[\"globex\"]}");

    var first = desk.run("who", MadeUpTrail.CALL);

    assertThat(first.exitCode()).isZero();
    assertThat(first.out()).contains("\"verdict\":\"DEPLOYMENT\"", "FOREIGN_ORGANIZATION");
    assertThat(first.err())
        .contains("moved into .deploytrail/index.db: 2 facts, 2 files")
        .contains("journal.ndjson, record 3 is passed over")
        .contains("/damaged.json (it is cut off)");
    assertThat(desk.indexed()).containsExactly(log, gone);
    assertThat(folder.resolve(".deploytrail/journal.ndjson")).doesNotExist();
    var second = desk.run("who", MadeUpTrail.CALL);
    assertThat(second.out()).isEqualTo(first.out());
    assertThat(second.err()).doesNotContain("moved");
    assertThat(desk.run("index", log).err()).contains("1 files read", "1 new facts");
  }

  @Test
  void whoWritesWaitsForAnotherWriterAndSaysSo() throws InterruptedException {
    desk.run("index", log);
    var other = desk.file("other.json", "{\"Records\":[" + MadeUpTrail.ESC + "]}");
    var holds = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var writer =
        Thread.ofPlatform()
            .start(() -> {
              try (var database = DeskDatabase.open(database(), () -> {})) {
                database.write(() -> {
                  holds.countDown();
                  await(goOn);
                });
              }
            });
    await(holds);
    Thread.ofPlatform()
        .start(() -> {
          sleepTwoSeconds();
          goOn.countDown();
        });

    var index = desk.run("index", other);

    writer.join();
    assertThat(index.exitCode()).isZero();
    assertThat(index.err()).contains("another deploytrail writes into", "1 new facts");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void sleepTwoSeconds() {
    try {
      Thread.sleep(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @Timeout(60)
  void fileThatBecameAPipeOrWentIsNamedAndNotWaitedFor() throws IOException, InterruptedException {
    var other = desk.file("other.json", "{\"Records\":[" + MadeUpTrail.ESC + "]}");
    desk.run("index", log, other);
    Files.delete(Path.of(log));
    Files.delete(Path.of(other));
    assertThat(new ProcessBuilder("mkfifo", log).start().waitFor()).isZero();

    var who = desk.run("who", MadeUpTrail.STRANGER);

    assertThat(who.exitCode()).isEqualTo(1);
    assertThat(Desk.json(who.out()).path("notSearched").valueStream().map(JsonNode::asText))
        .containsExactly(log + ": it is gone, or is no file any more");
  }

  @Test
  void whatIsNoDatabaseIsNamed() throws IOException {
    desk.run("index", log);
    try (var files = Files.list(folder.resolve(".deploytrail"))) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    desk.file(
        ".deploytrail/index.db",
        "no database, but so much text that it might well be one ".repeat(100));

    for (var command : new String[] {"deployments", "denied"}) {
      var run = desk.run(command);
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err().lines()).hasSize(1);
      assertThat(run.err()).contains("index.db: a SQLite database was expected");
    }
    assertThat(desk.run("index", log).exitCode()).isEqualTo(2);
  }

  @Test
  void fileOfANewerVersionIsLeftAlone() throws IOException {
    desk.run("index", log);
    try (var file = new RandomAccessFile(database().toFile(), "rw")) {
      // "user_version" stands at offset 60 of a SQLite file's header.
      file.seek(60);
      file.writeInt(7);
    }

    var run = desk.run("who", MadeUpTrail.KEY);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("a database of version 3 was expected, not 7");
  }
}
