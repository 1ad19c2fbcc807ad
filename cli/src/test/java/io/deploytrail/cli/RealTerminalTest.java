package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What stands on the screen of a real terminal, drawn by tmux: the launcher, its terminal's width,
/// and the pager.
final class RealTerminalTest {
  private static final Path SCREENS = Path.of("src/test/resources/screens");

  /// Types a command into a shell.
  private static final String TYPE =
      """
      terminal() { tmux -L "$SOCKET" -f /dev/null "$@"; }
      trap 'terminal kill-server 2>"$HOME/tmux.err"' EXIT
      terminal new-session -d -x "$WIDTH" -y "$HEIGHT" 'PS1="$ " bash --norc --noprofile'
      shows() {
        for attempt in {1..300}; do
          if terminal capture-pane -p | grep -q -- "$1"; then return; fi
          sleep 0.1
        done
      }
      # What is typed before the prompt stands there twice.
      shows '^[$]'
      terminal send-keys "$COMMAND" Enter
      """;

  /// Waits for a text, presses keys, and prints the screen.
  private static final String READ =
      """
      shows "$UNTIL"
      if [[ -n $KEYS ]]; then
        for key in $KEYS; do terminal send-keys "$key"; done
        shows '^that was all'
      fi
      terminal capture-pane -p
      """;

  @TempDir private static Path folder = Path.of("");

  @BeforeAll
  static void index() throws IOException {
    assumeTrue(isThere("tmux"), "tmux is not installed: no real terminal is tried");
    var name = "web-prod-41";
    var key = "ASIAOLDER00000000001";
    var trail =
        new StackTrail()
            .session("a0000000-0000-4000-8000-000000000001", key, name, "acme/web/prod", "09:00")
            .session(
                "a0000000-0000-4000-8000-000000000002",
                "ASIASTATIC0000000001",
                "pulumi",
                "acme/api/dev",
                "09:30")
            .session(
                "a0000000-0000-4000-8000-000000000003",
                "ASIAOTHER00000000001",
                "x-806bf21f-444f-4825-a80c-afd12cd2526a",
                "acme/jobs/prod",
                "10:15");
    for (var number = 100; number < 160; number++) {
      trail.call(
          "b0000000-0000-4000-8000-000000000" + number, key, name, "09:00", "s3:CreateBucket", "");
    }
    trail.index(new Desk(folder), StackTrail.TEMPLATE, StackTrail.TEMPLATE_OF_ID);
    launched = Launched.in(folder);
  }

  private static Launched launched = new Launched(folder);

  private static boolean isThere(String program) {
    for (var place : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(place, program))) {
        return true;
      }
    }
    return false;
  }

  private static String screen(int width, String command, String until, String keys)
      throws IOException, InterruptedException {
    return screen(width, command, until, keys, TYPE + READ);
  }

  private static String screen(int width, String command, String until, String keys, String script)
      throws IOException, InterruptedException {
    var environment =
        Map.of(
            "SOCKET",
            "deploytrail-" + ProcessHandle.current().pid(),
            "WIDTH",
            Integer.toString(width),
            "HEIGHT",
            "24",
            "COMMAND",
            command,
            "UNTIL",
            until,
            "KEYS",
            keys,
            "TERM",
            "xterm-256color",
            "LC_ALL",
            "C.UTF-8",
            "HOME",
            folder.toString());
    var run = launched.run(environment, script);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.out().stripTrailing();
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 120, 200})
  void verdictDeploymentAndHandleAreWhole(int width) throws IOException, InterruptedException {
    var screen =
        screen(width, "deploytrail deployments --from 2026-11-20 --to 2026-11-20", "next: ", "");

    assertThat(screen)
        .contains("DEPLOYMENT  PROVEN", "STACK       PROVEN")
        .contains("acme/web/prod@41", "ASIASTATIC0000000001")
        .contains("806bf21f-444f-4825-a80c-afd12cd2526a")
        .contains("next: deploytrail calls 806bf21f-444f-4825-a80c-afd12cd2526a");
    if (width == 80) {
      // The shell may have written its next prompt.
      assertThat(screen.replaceFirst("\n\\$$", "") + "\n")
          .isEqualTo(Files.readString(SCREENS.resolve("deployments-80.txt")));
    }
  }

  @Test
  void longTableIsShownScreenByScreen() throws IOException, InterruptedException {
    assumeTrue(isThere("less"), "less is not installed: no pager is tried");
    var command = "deploytrail calls acme/web/prod@41; echo 'that was' all";

    var first = screen(120, command, "^:", "");
    assertThat(first)
        .contains("b0000000-0000-4000-8000-000000000100")
        .doesNotContain("b0000000-0000-4000-8000-000000000159", "that was all")
        .endsWith("\n:");
    var last = screen(120, command, "^:", "G q");
    assertThat(last).contains("b0000000-0000-4000-8000-000000000159", "that was all");
    var left = screen(120, command, "^:", "q");
    assertThat(left).contains("that was all").doesNotContain("deploytrail: ");
  }

  @Test
  void tableHasTheWidthToWhichTheWindowWasResizedMeanwhile()
      throws IOException, InterruptedException {
    var resized =
        """
        mkfifo "$HOME/late.json"
        shows '^reading'
        terminal resize-window -x 90
        cat "$HOME/trail.json" >"$HOME/late.json"
        """;

    var command = "PAGER= deploytrail attribute ~/late.json; echo done";
    var screen = screen(200, command, "^done", "", TYPE + resized + READ);

    assertThat(screen).contains("left out at 90 columns: ");
  }

  @Test
  void tableIsPrintedAtOnceWhereNoPagerIsWanted() throws IOException, InterruptedException {
    var screen = screen(120, "PAGER= deploytrail calls acme/web/prod@41; echo done", "^done", "");

    assertThat(screen).contains("b0000000-0000-4000-8000-000000000159");
  }
}
