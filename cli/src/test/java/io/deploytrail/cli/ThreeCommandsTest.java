package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cli.console.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a folder of log files to what the newest deployment of a stack did: each command is printed
/// by the one before it, the first by the README.
final class ThreeCommandsTest {
  private static final Terminal TERMINAL = new Terminal(true, true, 80, Terminal.Look.MONOCHROME);

  @TempDir private Path folder = Path.of("");

  @Test
  void eachCommandPrintsTheNext() {
    var desk = new Desk(folder);
    var trail =
        new StackTrail()
            .session(
                "a0000000-0000-4000-8000-000000000001",
                "ASIAOLDER00000000001",
                "web-prod-806bf21f-444f-4825-a80c-afd12cd2526a",
                "acme/web/prod",
                "09:00")
            .session(
                "a0000000-0000-4000-8000-000000000002",
                "ASIANEWER00000000001",
                "web-prod-906bf21f-444f-4825-a80c-afd12cd2526a",
                "acme/web/prod",
                "11:00")
            .call(
                "b0000000-0000-4000-8000-000000000002",
                "ASIANEWER00000000001",
                "web-prod-906bf21f-444f-4825-a80c-afd12cd2526a",
                "11:00",
                "s3:DeleteBucket",
                "");
    desk.file("AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/trail.json", trail.log());

    var index = desk.run(TERMINAL, "", "index", folder.resolve(firstOfReadme()).toString());
    assertThat(index.exitCode()).isZero();
    var deployments = desk.run(TERMINAL, "", NextCommands.words(NextCommands.in(index.err())));
    assertThat(deployments.exitCode()).isZero();
    assertThat(deployments.out()).contains("acme/web/prod");
    var calls = desk.run(TERMINAL, "", NextCommands.words(NextCommands.in(deployments.err())));

    assertThat(calls.exitCode()).isZero();
    assertThat(calls.out()).contains("s3:DeleteBucket");
  }

  /// The folder that the README says to index.
  private static String firstOfReadme() {
    var prompt = "$ ./deploytrail index ";
    try (var lines = Files.lines(Path.of("..", "README.md"))) {
      return lines
          .filter(line -> line.startsWith(prompt))
          .map(line -> line.substring(prompt.length()))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
