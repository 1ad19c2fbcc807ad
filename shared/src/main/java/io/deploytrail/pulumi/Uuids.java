package io.deploytrail.pulumi;

import java.util.List;
import java.util.stream.IntStream;

/// The UUIDs in a session name, which are read where no template says where the id stands.
final class Uuids {
  private Uuids() {}

  /// All of them, overlapping ones too, in order.
  static List<String> in(String name) {
    return starts(name).mapToObj(start -> uuid(name, start)).toList();
  }

  /// Those that are no part of a signed name: a stack may be a UUID, or begin with one.
  static List<String> besides(StackName signed, String name) {
    var names = List.of(signed.organization(), signed.project(), signed.stack());
    return starts(name)
        .filter(start -> names.stream().noneMatch(word -> covers(word, name, start)))
        .mapToObj(start -> uuid(name, start))
        .toList();
  }

  private static IntStream starts(String name) {
    return IntStream.rangeClosed(0, name.length() - Characters.UUID_LENGTH)
        .filter(at -> Characters.isUuidAt(name, at));
  }

  private static String uuid(String name, int start) {
    return name.substring(start, start + Characters.UUID_LENGTH);
  }

  /// Whether the UUID lies within that word, which stands in the name whole or trimmed.
  private static boolean covers(String word, String name, int start) {
    var end = start + Characters.UUID_LENGTH;
    for (var wordStart = Math.max(0, end - word.length()); wordStart <= start; wordStart++) {
      if (name.regionMatches(wordStart, word, 0, end - wordStart)) {
        return true;
      }
    }
    return false;
  }
}
