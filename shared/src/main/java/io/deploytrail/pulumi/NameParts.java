package io.deploytrail.pulumi;

/// Where a word stands in a session name as a part of it: between signs other than letters, digits,
/// `_` and `.`, or at an end.
final class NameParts {
  private NameParts() {}

  /// Whether what stands from `start` to `end` is a part.
  static boolean isPart(String name, int start, int end) {
    return start < end
        && (start == 0 || isBetween(name.charAt(start - 1)))
        && (end == name.length() || isBetween(name.charAt(end)));
  }

  private static boolean isBetween(char c) {
    return c == '-' || !Characters.isName(c);
  }

  /// The first position from `from` on at which the word stands as a part; -1 if there is none.
  static int indexOf(String name, String word, int from) {
    var at = name.indexOf(word, from);
    while (at >= 0 && !isPart(name, at, at + word.length())) {
      at = name.indexOf(word, at + 1);
    }
    return at;
  }

  /// How many characters of the word, from its beginning, stand there.
  static int common(String name, int start, String word) {
    var most = Math.min(word.length(), name.length() - start);
    var length = 0;
    while (length < most && name.charAt(start + length) == word.charAt(length)) {
      length++;
    }
    return length;
  }
}
