package io.deploytrail.trust.refusal;

import io.deploytrail.trust.Wildcards;

/// How far a text is from a pattern: the fewest signs to insert, delete or replace in the text
/// until the pattern matches it.
final class PatternDistance {
  private PatternDistance() {}

  /// In the product of both lengths.
  static int between(String text, Wildcards pattern) {
    var of = text.codePoints().toArray();
    var signs = pattern.signs();
    // row[j]: from the text read so far to the pattern's first j signs
    var row = new int[signs.length + 1];
    for (var sign = 1; sign <= signs.length; sign++) {
      row[sign] = row[sign - 1] + (signs[sign - 1] == Wildcards.ANY ? 0 : 1);
    }
    for (var point : of) {
      var next = new int[signs.length + 1];
      next[0] = row[0] + 1;
      for (var sign = 1; sign <= signs.length; sign++) {
        var wanted = signs[sign - 1];
        next[sign] =
            wanted == Wildcards.ANY
                ? Math.min(row[sign], next[sign - 1])
                : Math.min(
                    row[sign - 1] + (wanted == point || wanted == Wildcards.ONE ? 0 : 1),
                    Math.min(row[sign], next[sign - 1]) + 1);
      }
      row = next;
    }
    return row[signs.length];
  }
}
