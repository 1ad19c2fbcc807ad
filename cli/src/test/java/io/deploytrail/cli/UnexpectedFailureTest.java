package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said of a failure that is DeployTrail's own.
final class UnexpectedFailureTest {
  private static final Pattern TRACE = Pattern.compile("is in (\\S+)\n");

  @TempDir private Path folder = Path.of("");

  /// An output by which such a failure comes into any command.
  private record Failing(Runnable failure) implements WritableByteChannel {
    @Override
    public int write(ByteBuffer bytes) {
      failure.run();
      return 0;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "explain web-prod-41", "attribute trail.json --format json"})
  void isALineAndAFileWithoutWhatWasRead(String command) throws IOException {
    var cause = new IllegalArgumentException("in " + MadeUpTrail.ROOT);
    var run =
        run(
            command,
            () -> {
              throw new IllegalStateException("cannot do " + MadeUpTrail.TOKEN, cause);
            });

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err())
        .startsWith(
            "deploytrail: it failed unexpectedly, by a fault of its own (IllegalStateException); its trace")
        .doesNotContain(MadeUpTrail.TOKEN);
    assertThat(trace(run.err()))
        .startsWith("deploytrail ")
        .contains(
            "java.lang.IllegalStateException\n    at io.deploytrail.cli.UnexpectedFailureTest",
            "caused by: java.lang.IllegalArgumentException\n",
            "io.deploytrail.cli.Main.run")
        .doesNotContain(MadeUpTrail.TOKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "explain web-prod-41", "attribute trail.json"})
  void tooLittleMemorySaysHowToGiveMore(String command) throws IOException {
    var run =
        run(
            command,
            () -> {
              throw new OutOfMemoryError("Java heap space");
            });

    assertThat(run.exitCode()).isEqualTo(3);
    var megabytes = Runtime.getRuntime().maxMemory() >> 20;
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err())
        .startsWith(
            "deploytrail: "
                + megabytes
                + " MB of memory were too little (Java heap space); give it more: JAVA_TOOL_OPTIONS=-Xmx"
                + 2 * megabytes
                + "m deploytrail …; ");
    assertThat(trace(run.err())).contains("java.lang.OutOfMemoryError\n    at ");
  }

  private Desk.Run run(String command, Runnable failure) {
    var desk = new Desk(folder);
    var log = desk.file("trail.json", MadeUpTrail.log());
    var output = new StandardOutput(new Failing(failure), false);
    return desk.runInto(output, command.replace("trail.json", log).split(" "));
  }

  /// The trace that the message names, which is removed.
  private static String trace(String message) throws IOException {
    var named = TRACE.matcher(message);
    assertThat(named.find()).as(message).isTrue();
    var file = Path.of(named.group(1));
    var text = Files.readString(file);
    Files.delete(file);
    return text;
  }
}
