package io.deploytrail.pulumi;

/// The characters of Pulumi's names and AWS's session names; ASCII only, so that look-alike letters
/// fit nothing.
public final class Characters {
  static final int UUID_LENGTH = 36;

  private Characters() {}

  /// `[A-Za-z0-9_.-]`: organization, project and stack.
  public static boolean isName(char c) {
    return isLetter(c) || isDigit(c) || c == '_' || c == '.' || c == '-';
  }

  /// `[\w+=,.@-]`: what AWS allows in a role session name.
  static boolean isSessionName(char c) {
    return isName(c) || c == '+' || c == '=' || c == ',' || c == '@';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean areName(String text) {
    for (var at = 0; at < text.length(); at++) {
      if (!isName(text.charAt(at))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /// `[a-z-]+`
  static boolean areOperation(String text) {
    for (var at = 0; at < text.length(); at++) {
      var c = text.charAt(at);
      if (c != '-' && (c < 'a' || c > 'z')) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /// Whether a UUID (8-4-4-4-12 hexadecimal digits) begins there.
  static boolean isUuidAt(String text, int start) {
    if (start + UUID_LENGTH > text.length()) {
      return false;
    }
    for (var at = 0; at < UUID_LENGTH; at++) {
      var c = text.charAt(start + at);
      var isDash = at == 8 || at == 13 || at == 18 || at == 23;
      if (isDash ? c != '-' : !isHex(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
