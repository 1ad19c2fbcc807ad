package io.deploytrail.pulumi;

import java.util.List;
import java.util.stream.IntStream;

/// The UUIDs in a session name, which are read where no template says where the id stands.
final class Uuids {
  /// Where the five groups of a UUID begin, and behind its end.
  private static final int[] GROUPS = {0, 9, 14, 19, 24, 37};

  private static final int TOO_MANY_FOR_CHANCE = 9;

  private Uuids() {}

  /// All of them, overlapping ones too, in order.
  static List<String> in(String name) {
    return starts(name).mapToObj(start -> uuid(name, start)).toList();
  }

  /// Those that are left when the signed names are taken out: a stack may be a UUID, begin with
  /// one, or make one together with what stands beside it.
  ///
  /// One group of a UUID alone may equal a signed name by chance (a stack named `4825`); that takes
  /// nothing out of it.
  ///
  /// AWS has no names of more than 64 characters; nothing is left of a longer one.
  static List<String> besides(StackName signed, String name) {
    if (name.length() > SessionNameTemplate.LONGEST_NAME) {
      return List.of();
    }
    var words = List.of(signed.organization(), signed.project(), signed.stack());
    return starts(name)
        .filter(start -> words.stream().noneMatch(word -> covers(word, name, start)))
        .filter(start -> !isMadeOf(words, name, start))
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

  /// Whether parts that are signed names reach over an end of the UUID, or take more than one of
  /// its groups; or a signed name, part or not, takes so much of several groups that it is no
  /// chance.
  private static boolean isMadeOf(List<String> words, String name, int start) {
    var end = start + Characters.UUID_LENGTH;
    var mayBeTrimmed = SessionNames.mayBeTrimmed(name);
    var taken = 0;
    for (var word : words) {
      for (var at = Math.max(0, start - word.length()); at < end; at++) {
        var common = NameParts.common(name, at, word);
        for (var length = common; length > 0; length--) {
          if ((length < word.length() && !mayBeTrimmed) || at + length <= start) {
            break;
          }
          var groups = groups(at - start, at + length - start);
          var shared = Math.min(at + length, end) - Math.max(at, start);
          if (shared >= TOO_MANY_FOR_CHANCE && Integer.bitCount(groups) > 1) {
            return true;
          }
          if (NameParts.isPart(name, at, at + length)) {
            if (at < start || at + length > end) {
              return true;
            }
            taken |= groups;
          }
        }
      }
    }
    return Integer.bitCount(taken) > 1;
  }

  /// The groups of a UUID from one position in it to another, as bits.
  private static int groups(int from, int to) {
    var groups = 0;
    for (var group = 0; group < GROUPS.length - 1; group++) {
      if (from < GROUPS[group + 1] - 1 && to > GROUPS[group]) {
        groups |= 1 << group;
      }
    }
    return groups;
  }
}
