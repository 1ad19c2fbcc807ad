package io.deploytrail.trust.refusal;

import static java.util.Objects.requireNonNull;

import io.deploytrail.trust.Condition;
import io.deploytrail.trust.ConditionTrace;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.KeyValue;
import io.deploytrail.trust.Operator.Comparison;
import io.deploytrail.trust.StatementTrace;
import io.deploytrail.trust.Try;
import io.deploytrail.trust.Wildcards;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One thing by which a statement keeps a try out, or may.
record Miss(Cause cause, Optional<ConditionTrace> condition, Optional<Nearest> nearest) {
  /// Weighs more than any spelling: another provider or action is no slip of the pen.
  private static final int FAR = 1_000;

  Miss {
    requireNonNull(cause, "cause");
    requireNonNull(condition, "condition");
    requireNonNull(nearest, "nearest");
  }

  /// The expected value that differs least from the actual one.
  record Nearest(String text, int distance) {}

  int distance() {
    return nearest.map(Nearest::distance).orElse(FAR);
  }

  /// Where a statement says that of a try, the causes in the order in which they are named.
  static List<Miss> of(StatementTrace trace, Try asked, Decision decision) {
    var misses = new ArrayList<Miss>();
    if (trace.principal() == decision) {
      misses.add(new Miss(Cause.WRONG_PROVIDER, Optional.empty(), Optional.empty()));
    }
    if (trace.action() == decision) {
      misses.add(new Miss(Cause.WRONG_ACTION, Optional.empty(), Optional.empty()));
    }
    trace.conditions().stream()
        .filter(condition -> condition.holds() == decision)
        .map(condition -> of(condition, asked))
        .sorted(Comparator.comparing(Miss::cause))
        .forEach(misses::add);
    return misses;
  }

  static Miss of(ConditionTrace trace, Try asked) {
    return new Miss(cause(trace, asked), Optional.of(trace), nearest(trace));
  }

  private static Cause cause(ConditionTrace trace, Try asked) {
    var key = trace.condition().keyName();
    if (trace.actual() instanceof KeyValue.Absent) {
      return Cause.UNKNOWN_CONDITION_KEY;
    }
    if (wildcardsWouldMatch(trace)) {
      return Cause.WILDCARD_UNDER_EQUALS;
    }
    var provider = asked.provider().name().toLowerCase(Locale.ROOT);
    if (key.equals(provider + ":sub")) {
      return Cause.SUBJECT_MISMATCH;
    }
    if (key.startsWith(provider + ":")) {
      return Cause.AUDIENCE_MISMATCH;
    }
    return switch (key) {
      case "sts:rolesessionname" -> Cause.SESSION_NAME_CONDITION;
      case "sts:roleauthorizedbyidp" -> Cause.ROLE_NOT_IN_TOKEN;
      default -> Cause.GLOBAL_CONDITION;
    };
  }

  /// Whether a value with a `*` or `?` fits, but for an operator that compares them as signs.
  private static boolean wildcardsWouldMatch(ConditionTrace trace) {
    var operator = trace.condition().operator();
    return operator.comparison().isOfWholeTexts()
        && !operator.isNegated()
        && trace
            .actualValue()
            .filter(actual ->
                trace.condition().texts().stream()
                    .anyMatch(expected ->
                        hasWildcard(expected) && Wildcards.of(expected).matches(actual)))
            .isPresent();
  }

  static boolean hasWildcard(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }

  private static Optional<Nearest> nearest(ConditionTrace trace) {
    var condition = trace.condition();
    if (!condition.operator().isPositive() || !condition.isOfTexts()) {
      return Optional.empty();
    }
    return trace
        .actualValue()
        .flatMap(actual ->
            condition.texts().stream()
                .map(expected ->
                    new Nearest(
                        expected, PatternDistance.between(actual, pattern(condition, expected))))
                .min(Comparator.comparingInt(Nearest::distance)));
  }

  /// A value as its operator reads it; variables are taken as they stand, since only words follow.
  static Wildcards pattern(Condition condition, String expected) {
    return condition.operator().comparison() == Comparison.LIKE || hasWildcard(expected)
        ? Wildcards.of(expected)
        : Wildcards.of(expected.codePoints().toArray());
  }

  /// In what the subject differs from the nearest one.
  Optional<SubjectPart> part() {
    if (cause != Cause.SUBJECT_MISMATCH || nearest.isEmpty() || condition.isEmpty()) {
      return Optional.empty();
    }
    var trace = condition.get();
    var expected = nearest.get().text();
    var subject = trace.actualValue().orElseThrow();
    if (pattern(trace.condition(), expected.toLowerCase(Locale.ROOT))
        .matches(subject.toLowerCase(Locale.ROOT))) {
      return Optional.of(SubjectPart.CASE);
    }
    return Optional.of(
        SubjectParts.of(subject)
            .flatMap(parts -> parts.differsIn(pattern(trace.condition(), expected)))
            .orElse(SubjectPart.SHAPE));
  }
}
