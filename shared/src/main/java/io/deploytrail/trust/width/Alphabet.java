package io.deploytrail.trust.width;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;

/// The signs that a policy's patterns distinguish, and one for all others.
///
/// A sign's number counts from 0; [#other] is that of every sign that no pattern holds.
final class Alphabet {
  /// Stands for all other signs of a class where a token is written out; the letters come first,
  /// since they are in every class.
  private static final String CANDIDATES =
      "xzqkwvyjhbfgcmunptrsldaeoiXZQKWVYJHBFGCMUNPTRSLDAEOI0123456789_.-";

  /// Where a policy holds every sign of a class: as if there were one more.
  private static final int BEYOND = 'ñ';

  private final List<Integer> signs;
  private final Map<Integer, Integer> numbers = new HashMap<>();
  private final int[] folded;

  Alphabet(List<ClaimPattern> patterns) {
    var all = new TreeSet<Integer>();
    for (var pattern : patterns) {
      for (var sign : pattern.signs()) {
        if (sign >= 0) {
          all.add(sign);
        }
        if (sign >= 0 && pattern.ignoresCase()) {
          all.add(fold(sign));
          all.add(Character.toUpperCase(fold(sign)));
        }
      }
    }
    signs = new ArrayList<>(all);
    for (var sign : signs) {
      numbers.put(sign, numbers.size());
    }
    folded = signs.stream().mapToInt(sign -> number(fold(sign))).toArray();
  }

  /// As [String#equalsIgnoreCase] compares.
  static int fold(int sign) {
    return Character.toLowerCase(Character.toUpperCase(sign));
  }

  List<Integer> signs() {
    return signs;
  }

  int other() {
    return signs.size();
  }

  int number(int sign) {
    return numbers.getOrDefault(sign, signs.size());
  }

  /// The number of the sign in lower case.
  int folded(int number) {
    return number == other() ? number : folded[number];
  }

  /// One sign of the class that no pattern holds.
  int otherOf(Signs of) {
    return candidate(of).orElse(BEYOND);
  }

  private OptionalInt candidate(Signs of) {
    return CANDIDATES
        .chars()
        .filter(sign -> of.include(sign) && !numbers.containsKey(sign))
        .findFirst();
  }
}
