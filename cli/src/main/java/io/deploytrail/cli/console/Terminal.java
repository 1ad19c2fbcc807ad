package io.deploytrail.cli.console;

import io.deploytrail.aws.LogText;
import java.util.Map;

/// What stands at the other end of standard output and standard error; the launcher looks, since a
/// JVM cannot. `width` is in columns, 0 for one without an end.
public record Terminal(boolean isOutput, boolean isError, int width, Look look) {
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
    COLORED;

    /// By the variables `TERM`, `NO_COLOR` (no-color.org) and `CLICOLOR` (bixense.com/clicolors).
    static Look of(Map<String, String> environment) {
      if ("dumb".equals(environment.get("TERM"))) {
        return PLAIN;
      }
      var isRefused =
          !environment.getOrDefault("NO_COLOR", "").isEmpty()
              || "0".equals(environment.get("CLICOLOR"));
      return isRefused ? MONOCHROME : COLORED;
    }
  }

  /// Text that somebody else wrote, made safe for a terminal: control and formatting characters
  /// (ANSI escapes, line ends, changes of direction) as escapes that do nothing.
  public static String safe(String text) {
    return LogText.escaped(text);
  }

  /// In how many columns answers stand; 0 for any number.
  public int outputWidth() {
    return isOutput ? width : 0;
  }

  public boolean isOutputColored() {
    return isOutput && look == Look.COLORED;
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
    return look == Look.COLORED ? new Terminal(isOutput, isError, width, Look.MONOCHROME) : this;
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
