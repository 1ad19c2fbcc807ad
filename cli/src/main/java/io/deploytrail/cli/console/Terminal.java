package io.deploytrail.cli.console;

import io.deploytrail.aws.LogText;
import java.util.Map;
import java.util.Set;

/// What stands at the other end of standard output and standard error; the launcher looks, since a
/// JVM cannot.
public record Terminal(boolean isOutput, boolean isError, TerminalWindow window, Look look) {
  /// What a terminal of unknown width has at least.
  private static final int USUAL_WIDTH = 80;

  /// Of less, nothing can be made that is read.
  private static final int LEAST_WIDTH = 20;

  /// Pipes at both ends.
  public static final Terminal NONE = new Terminal(false, false, USUAL_WIDTH, Look.PLAIN);

  /// What is written beside text.
  public enum Look {
    /// Nothing, and no line is taken back.
    PLAIN,
    MONOCHROME,
    COLORED,
    /// Colors, and addresses behind words (OSC 8).
    LINKED;

    /// The values of `TERM_PROGRAM` and `TERM` under which terminals are known that show links.
    private static final Set<String> LINKING =
        Set.of(
            "iTerm.app",
            "WezTerm",
            "vscode",
            "ghostty",
            "xterm-ghostty",
            "xterm-kitty",
            "alacritty",
            "foot");

    /// By the variables `TERM`, `NO_COLOR` (no-color.org) and `CLICOLOR` (bixense.com/clicolors);
    /// links by what a terminal sets that shows them, or `FORCE_HYPERLINK`.
    static Look of(Map<String, String> environment) {
      if ("dumb".equals(environment.get("TERM"))) {
        return PLAIN;
      }
      var isRefused =
          !environment.getOrDefault("NO_COLOR", "").isEmpty()
              || "0".equals(environment.get("CLICOLOR"));
      if (isRefused) {
        return MONOCHROME;
      }
      return isLinking(environment) ? LINKED : COLORED;
    }

    private static boolean isLinking(Map<String, String> environment) {
      var forced = environment.get("FORCE_HYPERLINK");
      if (forced != null) {
        return !forced.equals("0");
      }
      return LINKING.contains(environment.getOrDefault("TERM_PROGRAM", ""))
          || LINKING.contains(environment.getOrDefault("TERM", ""))
          || environment.containsKey("WT_SESSION")
          || environment.containsKey("KONSOLE_VERSION")
          // GNOME's terminal and its like, from 0.50 on.
          || environment.getOrDefault("VTE_VERSION", "").matches("[5-9][0-9]{3}|[0-9]{5,}");
    }
  }

  /// One of that many columns, 0 for one without an end.
  public Terminal(boolean isOutput, boolean isError, int width, Look look) {
    this(isOutput, isError, new TerminalWindow(width), look);
  }

  /// In columns; 0 for one without an end.
  public int width() {
    return window.columns();
  }

  /// Follows the width of its window from now on, for work that lasts.
  public void follow() {
    window.follow();
  }

  /// Text that somebody else wrote, made safe for a terminal: control and formatting characters
  /// (ANSI escapes, line ends, changes of direction) as escapes that do nothing.
  public static String safe(String text) {
    return LogText.escaped(text);
  }

  /// In how many columns answers stand; 0 for any number.
  public int outputWidth() {
    return isOutput ? width() : 0;
  }

  public boolean isOutputColored() {
    return isOutput && look.compareTo(Look.COLORED) >= 0;
  }

  public boolean isOutputLinked() {
    return isOutput && look == Look.LINKED;
  }

  /// What takes back the line in which the cursor stands, where one can be taken back.
  public String lineWipe() {
    return look == Look.PLAIN ? "" : "\r\u001b[K";
  }

  /// This one for answers that may be wider than it.
  public Terminal unbounded() {
    return new Terminal(isOutput, isError, 0, look);
  }

  public Terminal withoutColors() {
    return atMost(Look.MONOCHROME);
  }

  public Terminal withoutLinks() {
    return atMost(Look.COLORED);
  }

  private Terminal atMost(Look most) {
    return look.compareTo(most) > 0 ? new Terminal(isOutput, isError, window, most) : this;
  }

  public static Terminal ofProcess() {
    var told = Integer.getInteger("deploytrail.columns", 0);
    return new Terminal(
        Boolean.getBoolean("deploytrail.stdout.terminal"),
        Boolean.getBoolean("deploytrail.stderr.terminal"),
        told > 0 ? Math.max(told, LEAST_WIDTH) : USUAL_WIDTH,
        Look.of(System.getenv()));
  }
}
