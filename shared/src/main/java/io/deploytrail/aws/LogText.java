package io.deploytrail.aws;

/// Text that somebody else wrote, as a line of a log or of a terminal may hold it.
public final class LogText {
  /// What an object's key may take ("Naming Amazon S3 objects", Amazon S3 User Guide).
  private static final int LONGEST_VALUE = 1024;

  private static final int LONGEST_LINE = 16 << 10;

  private LogText() {}

  /// A value that a line names: escaped and, if it is longer than any that AWS writes, cut.
  public static String value(String text) {
    return escaped(cut(text, LONGEST_VALUE));
  }

  /// A line: escaped, and cut if it is very long.
  public static String line(String text) {
    return escaped(cut(text, LONGEST_LINE));
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    // No half of a character.
    var end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end) + "… (" + text.length() + " signs)";
  }

  /// Control and formatting characters (ANSI escapes, line ends, changes of direction) as escapes
  /// that do nothing.
  public static String escaped(String text) {
    if (text.codePoints().noneMatch(LogText::isEscaped)) {
      return text;
    }
    var safe = new StringBuilder();
    text.codePoints()
        .forEach(point -> {
          if (isEscaped(point)) {
            safe.append("\\u%04x".formatted(point));
          } else {
            safe.appendCodePoint(point);
          }
        });
    return safe.toString();
  }

  /// Whether that code point does something to a terminal or a reader instead of being a sign.
  public static boolean isEscaped(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
