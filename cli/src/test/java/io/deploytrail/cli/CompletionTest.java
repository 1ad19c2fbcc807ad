package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `completion install`, and what the Tab key does after it in a real shell.
final class CompletionTest {
  private static final String SCRIPT = ".local/share/deploytrail/completion.bash";

  @TempDir private Path folder = Path.of("");
  private Launched launched = new Launched(folder);
  private Path person = folder;

  @BeforeEach
  void install() throws IOException {
    launched = Launched.in(folder);
    person = Files.createDirectories(folder.resolve("a person's home"));
  }

  private Desk.Run run(String shell, String script) throws IOException, InterruptedException {
    return launched.run(
        Map.of("HOME", person.toString(), "SHELL", "/bin/" + shell, "TERM", "dumb"), script);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void tabCompletesCommandsAndOptionsInANewShell(String shell)
      throws IOException, InterruptedException {
    assumeThat(run(shell, "command -v " + shell).exitCode()).as(shell + " is there").isZero();
    assumeThat(run(shell, "script --version").out()).as("a terminal").contains("util-linux");
    Files.writeString(person.resolve("." + shell + "rc"), "deploytrail() { echo \"ran: $*\"; }");

    var installed = run(shell, "deploytrail completion install");
    var typed =
        run(
            shell,
            """
            printf 'deploytrail depl\\tacme --fro\\tyesterday\\nexit\\n' | script -qec '%s -i' /dev/null
            """
                .formatted(shell));

    assertThat(installed.exitCode()).as(installed.err()).isZero();
    assertThat(installed.out())
        .contains(
            person.resolve(SCRIPT) + ": written\n",
            person.resolve("." + shell + "rc") + ": added a line that reads it\n");
    assertThat(typed.out()).as(typed.err()).contains("ran: deployments acme --from yesterday");
  }

  @Test
  void secondTimeChangesNothing() throws IOException, InterruptedException {
    assertThat(run("bash", "deploytrail completion install").exitCode()).isZero();
    var line = Files.readString(person.resolve(".bashrc"));

    var again = run("bash", "deploytrail completion install");

    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.out()).contains(": is as it was written before\n", ": has the line already\n");
    assertThat(person.resolve(".bashrc")).hasContent(line);
  }

  @Test
  void whatItDidNotWriteIsLeft() throws IOException, InterruptedException {
    var script = person.resolve(SCRIPT);
    Files.createDirectories(script.getParent());
    Files.writeString(script, "mine");

    var run = run("bash", "deploytrail completion install");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(script + " was not written by deploytrail");
    assertThat(script).hasContent("mine");
    assertThat(person.resolve(".bashrc")).doesNotExist();
  }

  @Test
  void otherShellsAreToldWhichThereAre() throws IOException, InterruptedException {
    var run = run("fish", "deploytrail completion install");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'/bin/fish'; say --shell bash or --shell zsh");
    assertThat(person).isEmptyDirectory();
  }
}
