package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said when not all of an answer can be written.
final class UnwritableOutputTest {
  private static final String DAY = " --from 2026-11-20 --to 2026-11-20";

  @TempDir private Path folder = Path.of("");
  private Desk desk = new Desk(folder);
  private String log = "";

  @BeforeEach
  void makeTrail() {
    desk = new Desk(folder);
    log = desk.file("logs/trail.json", MadeUpTrail.log());
  }

  /// A disk with room for so many bytes.
  private static final class Disk implements WritableByteChannel {
    private int room;

    Disk(int room) {
      this.room = room;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      if (room == 0) {
        throw new IOException("No space left on device");
      }
      var length = Math.min(room, bytes.remaining());
      bytes.position(bytes.position() + length);
      room -= length;
      return length;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "--version",
        "who --help",
        "completion print",
        "explain web-prod-41",
        "explain web-prod-41 --format table",
        "explain web-prod-41 --format csv",
        "render ${stack.name} --organization acme --project web --stack prod",
        "render ${stack.name} --organization acme --project web --stack prod --format table",
        "who " + MadeUpTrail.CALL,
        "calls " + MadeUpTrail.ID,
        "changes arn:aws:iam::111122223333:role/child" + DAY,
        "deployments" + DAY,
        "deployments --format table" + DAY,
        "deployments --format json" + DAY,
        "denied --format csv" + DAY,
        "denied --explain --error x",
        "attribute logs/trail.json --format csv",
        "attribute logs/trail.json --format ocsf",
        "attribute logs/trail.json"
      })
  void everyCommandFailsOnAFullDisk(String command) {
    desk.run("index", log);
    var arguments = command.replace("logs/trail.json", log).split(" ");

    var run = desk.runInto(new StandardOutput(new Disk(10), false), arguments);

    assertThat(run.err())
        .contains("cannot write standard output: No space left on device; 0 lines of it are whole")
        .doesNotContain("calls by verdict");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(desk.runInto(new StandardOutput(new Disk(0), true), arguments).exitCode()).isZero();
  }

  @Test
  void wholeLinesAreCounted() {
    var lines = desk.run("attribute", log).out().lines().toList();
    var room = lines.get(0).length() + 1 + lines.get(1).length() + 1 + 10;

    var run = desk.runInto(new StandardOutput(new Disk(room), false), "attribute", log);

    assertThat(run.err()).contains("; 2 lines of it are whole");
  }

  @Test
  void fullDiskAndClosedPipeOfAProcess() throws IOException, InterruptedException {
    assumeThat(Path.of("/dev/full")).exists();
    var launched = Launched.in(folder);

    var full = launched.run(Map.of(), "deploytrail attribute logs > /dev/full");
    assertThat(full.err())
        .isEqualTo(
            "deploytrail: cannot write standard output: No space left on device; 0 lines of it are whole\n");
    assertThat(full.exitCode()).isEqualTo(2);

    var closed = launched.run(Map.of(), "deploytrail attribute logs | true; exit ${PIPESTATUS[0]}");
    assertThat(closed.err()).isEmpty();
    assertThat(closed.exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ndjson", "parquet"})
  void nothingIsKeptOfAFileThatCannotBeWritten(String format)
      throws IOException, InterruptedException {
    var launched = Launched.in(folder);
    Files.writeString(folder.resolve("calls"), "before");

    // A limit in place of a disk that is full; -XX:-UsePerfData spares a file of the JVM's.
    var run =
        launched.run(
            Map.of("JAVA_TOOL_OPTIONS", "-XX:-UsePerfData"),
            "ulimit -f 1; deploytrail attribute logs --format " + format + " -o calls");

    assertThat(run.err())
        .contains(
            "cannot write "
                + folder.toRealPath().resolve("calls")
                + ": File too large; nothing of it is kept");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(folder.resolve("calls")).hasContent("before");
    try (var files = Files.list(folder)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".partial"));
    }
  }
}
