package io.deploytrail.permissions.identity;

import io.deploytrail.trust.Wildcards;

/// How two patterns of resources lie to each other, told by two texts of the one: the shortest, and
/// one whose wildcards are so long that nothing but a wildcard of the other's can take them in.
final class ResourceOverlap {
  /// A sign that stands in no ARN.
  private static final int FILLER = 0xE000;

  private ResourceOverlap() {}

  /// Whether each text of the inner pattern is one of the outer's too.
  static boolean covers(Wildcards outer, Wildcards inner) {
    return outer.matches(text(inner, 0)) && outer.matches(text(inner, outer.signs().length + 1));
  }

  /// Whether some text may be of both.
  static boolean mayMeet(Wildcards one, Wildcards other) {
    return meets(one, other) || meets(other, one);
  }

  private static boolean meets(Wildcards one, Wildcards other) {
    return one.matches(text(other, 0)) || one.matches(text(other, one.signs().length + 1));
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
