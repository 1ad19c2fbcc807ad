package io.deploytrail.cloudtrail.bytes;

/// Passes over JSON values at high speed, all of whose bytes are at hand.
///
/// What it passes is valid JSON by the parser's own measure, but for bytes beyond ASCII, which
/// [#isAscii] reports. What it does not pass may be valid all the same: nesting beyond [#DEEPEST]
/// levels, for one.
public final class ValueSkipper {
  /// The deepest nesting that is passed, one bit a level.
  static final int DEEPEST = 64;

  /// In the place of an end: the value is broken, cut off, or out of the ordinary.
  public static final int NOT_PASSED = -1;

  private boolean isAscii = true;

  public void start() {
    isAscii = true;
  }

  /// Whether only ASCII was passed since [#start].
  public boolean isAscii() {
    return isAscii;
  }

  /// Where the value ends that starts at `from`.
  public int endOfValue(byte[] bytes, int from, int to) {
    var at = from;
    var depth = 0;
    // Of each open bracket, the innermost lowest: whether it is a brace.
    var braces = 0L;
    while (at < to) {
      var c = bytes[at];
      if (c == '{' || c == '[') {
        if (depth == DEEPEST) {
          return NOT_PASSED;
        }
        depth++;
        braces = braces << 1 | (c == '{' ? 1 : 0);
        at = afterSpace(bytes, at + 1, to);
        // Both brackets close with the character two behind the one that opens.
        if (at < to && bytes[at] != c + 2) {
          at = c == '{' ? afterName(bytes, at, to) : at;
          if (at == NOT_PASSED) {
            return NOT_PASSED;
          }
          continue;
        }
      } else {
        at = endOfScalar(bytes, at, to);
        if (at == NOT_PASSED) {
          return NOT_PASSED;
        }
      }
      var isNext = false;
      while (!isNext) {
        if (depth == 0) {
          return at;
        }
        at = afterSpace(bytes, at, to);
        if (at == to) {
          return NOT_PASSED;
        }
        var isObject = (braces & 1) == 1;
        if (bytes[at] == ',') {
          at = afterSpace(bytes, at + 1, to);
          at = isObject ? afterName(bytes, at, to) : at;
          if (at == NOT_PASSED) {
            return NOT_PASSED;
          }
          isNext = true;
        } else if (bytes[at] == (isObject ? '}' : ']')) {
          at++;
          depth--;
          braces >>>= 1;
        } else {
          return NOT_PASSED;
        }
      }
    }
    return NOT_PASSED;
  }

  /// Behind a name, its colon and the space around it.
  private int afterName(byte[] bytes, int from, int to) {
    if (from >= to || bytes[from] != '"') {
      return NOT_PASSED;
    }
    var end = endOfText(bytes, from + 1, to);
    return end == NOT_PASSED ? NOT_PASSED : afterColon(bytes, end + 1, to);
  }

  /// Behind the colon that stands there, and the space around it.
  public static int afterColon(byte[] bytes, int from, int to) {
    var at = afterSpace(bytes, from, to);
    return at < to && bytes[at] == ':' ? afterSpace(bytes, at + 1, to) : NOT_PASSED;
  }

  public static int afterSpace(byte[] bytes, int from, int to) {
    var at = from;
    while (at < to && bytes[at] <= ' ' && isSpace(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(byte c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  /// Where the quote stands that ends the text whose first byte stands at `from`.
  int endOfText(byte[] bytes, int from, int to) {
    var at = from;
    while (true) {
      at = firstSpecial(bytes, at, to);
      if (at == to) {
        return NOT_PASSED;
      }
      var c = bytes[at];
      if (c == '"') {
        return at;
      }
      if (c < 0) {
        isAscii = false;
        at++;
        continue;
      }
      at = c == '\\' ? afterEscape(bytes, at + 1, to) : NOT_PASSED;
      if (at == NOT_PASSED) {
        return NOT_PASSED;
      }
    }
  }

  /// Where the quote stands that ends a text of plain ASCII, without escapes.
  public static int endOfPlainText(byte[] bytes, int from, int to) {
    var at = firstSpecial(bytes, from, to);
    return at < to && bytes[at] == '"' ? at : NOT_PASSED;
  }

  private static int firstSpecial(byte[] bytes, int from, int to) {
    var at = from;
    while (at + Long.BYTES <= to) {
      var plain = EightBytes.firstSpecial(EightBytes.at(bytes, at));
      at += plain;
      if (plain < Long.BYTES) {
        return at;
      }
    }
    while (at < to && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
      at++;
    }
    return at;
  }

  private static int afterEscape(byte[] bytes, int from, int to) {
    if (from == to) {
      return NOT_PASSED;
    }
    return switch (bytes[from]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> from + 1;
      case 'u' -> afterHexDigits(bytes, from + 1, to);
      default -> NOT_PASSED;
    };
  }

  private static int afterHexDigits(byte[] bytes, int from, int to) {
    var end = from + 4;
    for (var at = from; at < end; at++) {
      if (at >= to || Character.digit(bytes[at], 16) < 0) {
        return NOT_PASSED;
      }
    }
    return end;
  }

  private int endOfScalar(byte[] bytes, int from, int to) {
    return switch (bytes[from]) {
      case '"' -> endOfQuoted(bytes, from, to);
      case 't' -> endOfWord(bytes, from, to, "true");
      case 'f' -> endOfWord(bytes, from, to, "false");
      case 'n' -> endOfWord(bytes, from, to, "null");
      default -> endOfNumber(bytes, from, to);
    };
  }

  private int endOfQuoted(byte[] bytes, int from, int to) {
    var end = endOfText(bytes, from + 1, to);
    return end == NOT_PASSED ? NOT_PASSED : end + 1;
  }

  private static int endOfWord(byte[] bytes, int from, int to, String word) {
    var end = from + word.length();
    if (end >= to || !isEnd(bytes[end])) {
      return NOT_PASSED;
    }
    for (var at = from; at < end; at++) {
      if (bytes[at] != word.charAt(at - from)) {
        return NOT_PASSED;
      }
    }
    return end;
  }

  private static int endOfNumber(byte[] bytes, int from, int to) {
    var start = bytes[from] == '-' ? from + 1 : from;
    var at = afterDigits(bytes, start, to);
    if (at == start || (bytes[start] == '0' && at > start + 1)) {
      return NOT_PASSED;
    }
    if (at < to && bytes[at] == '.') {
      var fraction = at + 1;
      at = afterDigits(bytes, fraction, to);
      if (at == fraction) {
        return NOT_PASSED;
      }
    }
    if (at < to && (bytes[at] == 'e' || bytes[at] == 'E')) {
      var sign = at + 1;
      var exponent = sign < to && (bytes[sign] == '+' || bytes[sign] == '-') ? sign + 1 : sign;
      at = afterDigits(bytes, exponent, to);
      if (at == exponent) {
        return NOT_PASSED;
      }
    }
    return at < to && isEnd(bytes[at]) ? at : NOT_PASSED;
  }

  private static int afterDigits(byte[] bytes, int from, int to) {
    var at = from;
    while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at;
  }

  private static boolean isEnd(byte c) {
    return c == ',' || c == '}' || c == ']' || isSpace(c);
  }
}
