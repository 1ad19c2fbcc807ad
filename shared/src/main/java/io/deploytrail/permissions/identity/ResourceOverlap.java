package io.deploytrail.permissions.identity;

import io.deploytrail.trust.Wildcards;

/// How two patterns of resources lie to each other.
final class ResourceOverlap {
  /// A sign that stands in no ARN.
  private static final int FILLER = 0xE000;

  private ResourceOverlap() {}

  /// Whether each text of the inner pattern is one of the outer's too, told by two of them: the
  /// shortest, and one whose wildcards are so long that nothing but a wildcard of the outer's can
  /// take them in.
  static boolean covers(Wildcards outer, Wildcards inner) {
    return outer.matches(text(inner, 0)) && outer.matches(text(inner, outer.signs().length + 1));
  }

  /// Whether some text is of both. Each rest of the one is held against each rest of the other,
  /// from the ends on.
  static boolean mayMeet(Wildcards one, Wildcards other) {
    var left = one.signs();
    var right = other.signs();
    var meet = new boolean[left.length + 1][right.length + 1];
    for (var i = left.length; i >= 0; i--) {
      for (var j = right.length; j >= 0; j--) {
        meet[i][j] = meet(left, i, right, j, meet);
      }
    }
    return meet[0][0];
  }

  private static boolean meet(int[] left, int i, int[] right, int j, boolean[][] meet) {
    var isLeftAny = i < left.length && left[i] == Wildcards.ANY;
    var isRightAny = j < right.length && right[j] == Wildcards.ANY;
    // A star takes in nothing, or the other's next sign.
    if (isLeftAny || isRightAny) {
      return (i < left.length && meet[i + 1][j]) || (j < right.length && meet[i][j + 1]);
    }
    if (i == left.length || j == right.length) {
      return i == left.length && j == right.length;
    }
    var isOne = left[i] == Wildcards.ONE || right[j] == Wildcards.ONE;
    return (isOne || left[i] == right[j]) && meet[i + 1][j + 1];
  }

  private static String text(Wildcards pattern, int ofAny) {
    var text = new StringBuilder();
    for (var sign : pattern.signs()) {
      if (sign >= 0) {
        text.appendCodePoint(sign);
      } else {
        text.repeat(FILLER, sign == Wildcards.ANY ? ofAny : 1);
      }
    }
    return text.toString();
  }
}
