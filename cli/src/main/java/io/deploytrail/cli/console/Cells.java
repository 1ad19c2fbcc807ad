package io.deploytrail.cli.console;

/// Text that somebody else wrote, made safe for a terminal or a spreadsheet.
public final class Cells {
  private Cells() {}

  /// Control and formatting characters (ANSI escapes, line ends, changes of direction) as escapes
  /// that do nothing.
  public static String forTerminal(String text) {
    var safe = new StringBuilder();
    text.codePoints()
        .forEach(point -> {
          if (Character.isISOControl(point)
              || Character.getType(point) == Character.FORMAT
              || Character.getType(point) == Character.LINE_SEPARATOR
              || Character.getType(point) == Character.PARAGRAPH_SEPARATOR) {
            safe.append("\\u%04x".formatted(point));
          } else {
            safe.appendCodePoint(point);
          }
        });
    return safe.toString();
  }

  /// What a spreadsheet would take for a formula, prefixed with an apostrophe.
  public static String forSpreadsheet(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
