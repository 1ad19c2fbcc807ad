package io.deploytrail.cli.console;

import io.deploytrail.aws.LogText;

/// What stands at the other end of standard output and standard error; the launcher looks, since a
/// JVM cannot.
public record Terminal(boolean isOutput, boolean isError, int width) {
  private static final int USUAL_WIDTH = 100;

  /// Pipes at both ends.
  public static final Terminal NONE = new Terminal(false, false, USUAL_WIDTH);

  /// Text that somebody else wrote, made safe for a terminal: control and formatting characters
  /// (ANSI escapes, line ends, changes of direction) as escapes that do nothing.
  public static String safe(String text) {
    return LogText.escaped(text);
  }

  /// To what width tables are cut; 0 for not at all.
  public int tableWidth() {
    return isOutput ? width : 0;
  }

  public static Terminal ofProcess() {
    return new Terminal(
        Boolean.getBoolean("deploytrail.stdout.terminal"),
        Boolean.getBoolean("deploytrail.stderr.terminal"),
        Integer.getInteger("deploytrail.columns", USUAL_WIDTH));
  }
}
