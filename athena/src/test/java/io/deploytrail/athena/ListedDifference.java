package io.deploytrail.athena;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Where the SQL says less than the Java core, knowingly; `docs/athena-attribution.md` lists the
/// same.
enum ListedDifference {
  /// A version is a `bigint`, so that versions are in order.
  VERSION_OF_MANY_DIGITS {
    @Override
    Answer sqlSays(Answer answer) {
      if (answer.field("version").length() <= 18) {
        return answer;
      }
      var without = answer.without("version");
      return answer.field("id").isEmpty() && answer.field("verdict").equals("DEPLOYMENT")
          ? without.with("verdict", "STACK")
          : without;
    }
  };

  /// What the SQL says in the place of that answer.
  abstract Answer sqlSays(Answer answer);

  /// The fewest differences by which the SQL's answer comes of the expected one; empty if none
  /// does.
  static Optional<Set<ListedDifference>> between(Answer expected, Answer said) {
    if (expected.equals(said)) {
      return Optional.of(EnumSet.noneOf(ListedDifference.class));
    }
    for (var difference : values()) {
      if (difference.sqlSays(expected).equals(said)) {
        return Optional.of(EnumSet.of(difference));
      }
    }
    var all = expected;
    for (var difference : values()) {
      all = difference.sqlSays(all);
    }
    return all.equals(said) ? Optional.of(EnumSet.allOf(ListedDifference.class)) : Optional.empty();
  }
}
