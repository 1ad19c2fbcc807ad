package io.deploytrail.pulumi;

import io.deploytrail.pulumi.SessionNameTemplate.Part;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// All the ways in which one name fits one template, found without listing them.
///
/// Marks from the left which part may start where, and from the right which may end where; a value
/// is possible if its start is marked from the left and its end from the right. So the work grows
/// with parts × length², however many readings there are. Occurrences of one variable are matched
/// on their own: that can only add readings, and more readings mean fewer facts.
///
/// A mark is the set of sums of characters that names have beyond a trim's common length, as bits
/// (see [Fitting]).
final class NameMatch {
  /// A name part takes at least one character, and 64 parts are more than any name can fill.
  private static final int MOST_PARTS = 64;

  private final String name;
  private final List<Part> parts;
  private final Fitting fitting;
  private final long[][] fromLeft;
  private final long[][] fromRight;

  /// Which values a variable may have where: the ends are a range, in which `extra` decides.
  interface Fitting {
    /// The first position at which a value of that variable may end that starts there.
    int firstEnd(Variable variable, int start);

    /// The last such position; less than the first if there is no value.
    int lastEnd(Variable variable, int start);

    /// What the characters from `start` to `end` add to the sum if they are a value of that
    /// variable; -1 if not.
    int extra(Variable variable, int start, int end);

    /// Sums below this are accepted; at least 1.
    int limit();
  }

  NameMatch(String name, SessionNameTemplate template, Fitting fitting) {
    this.name = name;
    this.parts = template.parts();
    this.fitting = fitting;
    this.fromLeft = new long[parts.size() + 1][];
    this.fromRight = new long[parts.size() + 1][];
    if (isPossible()) {
      markFromLeft();
    }
  }

  private boolean isPossible() {
    return name.length() <= SessionNameTemplate.LONGEST_NAME && parts.size() <= MOST_PARTS;
  }

  /// Whether there is any reading.
  boolean fits() {
    return isPossible() && accepts(fromLeft[parts.size()][name.length()], 1L);
  }

  /// The possible values of each variable, sorted.
  Map<Variable, SortedSet<String>> values() {
    var values = new EnumMap<Variable, SortedSet<String>>(Variable.class);
    if (!fits()) {
      return values;
    }
    markFromRight();
    for (var part = 0; part < parts.size(); part++) {
      if (parts.get(part) instanceof Part.Value(var variable)) {
        addValues(part, variable, values.computeIfAbsent(variable, _ -> new TreeSet<>()));
      }
    }
    return values;
  }

  private void addValues(int part, Variable variable, SortedSet<String> values) {
    for (var start = 0; start <= name.length(); start++) {
      if (fromLeft[part][start] == 0) {
        continue;
      }
      var last = lastEnd(part, start);
      for (var end = firstEnd(part, start); end <= last; end++) {
        var right = fromRight[part + 1][end];
        var extra = right == 0 ? -1 : fitting.extra(variable, start, end);
        if (extra >= 0 && accepts(fromLeft[part][start] << extra, right)) {
          values.add(name.substring(start, end));
        }
      }
    }
  }

  /// Whether the smallest sums of both sides together are accepted.
  private boolean accepts(long left, long right) {
    return left != 0
        && right != 0
        && Long.numberOfTrailingZeros(left) + Long.numberOfTrailingZeros(right) < fitting.limit();
  }

  private void markFromLeft() {
    fromLeft[0] = new long[name.length() + 1];
    fromLeft[0][0] = 1;
    for (var part = 0; part < parts.size(); part++) {
      var next = new long[name.length() + 1];
      for (var start = 0; start <= name.length(); start++) {
        if (fromLeft[part][start] == 0) {
          continue;
        }
        var last = lastEnd(part, start);
        for (var end = firstEnd(part, start); end <= last; end++) {
          var extra = extra(part, start, end);
          if (extra >= 0) {
            next[end] |= fromLeft[part][start] << extra;
          }
        }
      }
      fromLeft[part + 1] = next;
    }
  }

  private void markFromRight() {
    fromRight[parts.size()] = new long[name.length() + 1];
    fromRight[parts.size()][name.length()] = 1;
    for (var part = parts.size() - 1; part >= 0; part--) {
      var next = new long[name.length() + 1];
      for (var start = 0; start <= name.length(); start++) {
        if (fromLeft[part][start] == 0) {
          continue;
        }
        var last = lastEnd(part, start);
        for (var end = firstEnd(part, start); end <= last; end++) {
          var right = fromRight[part + 1][end];
          var extra = right == 0 ? -1 : extra(part, start, end);
          if (extra >= 0) {
            next[start] |= right << extra;
          }
        }
      }
      fromRight[part] = next;
    }
  }

  private int firstEnd(int part, int start) {
    return switch (parts.get(part)) {
      case Part.Literal(var text) -> start + text.length();
      case Part.Value(var variable) -> fitting.firstEnd(variable, start);
    };
  }

  private int lastEnd(int part, int start) {
    return switch (parts.get(part)) {
      case Part.Literal(var text) -> Math.min(start + text.length(), name.length());
      case Part.Value(var variable) -> Math.min(fitting.lastEnd(variable, start), name.length());
    };
  }

  private int extra(int part, int start, int end) {
    return switch (parts.get(part)) {
      case Part.Literal(var text) ->
          end - start == text.length() && name.startsWith(text, start) ? 0 : -1;
      case Part.Value(var variable) -> fitting.extra(variable, start, end);
    };
  }
}
