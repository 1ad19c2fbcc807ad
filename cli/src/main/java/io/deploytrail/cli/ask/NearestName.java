package io.deploytrail.cli.ask;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// The known name that somebody most likely meant: the same in another case, or one that a few
/// keystrokes make of what was typed.
final class NearestName {
  private static final int MOST_KEYSTROKES = 3;

  private NearestName() {}

  static Optional<String> to(String typed, Collection<String> known) {
    return known.stream()
        .filter(name -> !name.equals(typed))
        .filter(name -> distance(typed, name) <= Math.min(MOST_KEYSTROKES, typed.length() / 3))
        .min(
            Comparator.comparingInt((String name) -> distance(typed, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  /// None for a difference in case alone.
  private static int distance(String one, String other) {
    return one.equalsIgnoreCase(other) ? 0 : edits(one, other);
  }

  /// Levenshtein's distance, by rows.
  private static int edits(String one, String other) {
    var row = new int[other.length() + 1];
    for (var column = 0; column < row.length; column++) {
      row[column] = column;
    }
    for (var line = 1; line <= one.length(); line++) {
      var diagonal = row[0];
      row[0] = line;
      for (var column = 1; column < row.length; column++) {
        var same = one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1;
        var changed = diagonal + same;
        diagonal = row[column];
        row[column] = Math.min(changed, 1 + Math.min(row[column], row[column - 1]));
      }
    }
    return row[other.length()];
  }
}
