package io.deploytrail.trust;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// What one condition said of a try: what was expected, what came, and whether it holds.
public record ConditionTrace(Condition condition, KeyValue actual, Decision holds) {
  public ConditionTrace {
    requireNonNull(condition, "condition");
    requireNonNull(actual, "actual");
    requireNonNull(holds, "holds");
  }

  /// The value that came, if one did and it is known.
  public Optional<String> actualValue() {
    return actual instanceof KeyValue.Present(var value) ? Optional.of(value) : Optional.empty();
  }

  /// Why it is undecided, in words.
  Optional<String> notDecided() {
    if (holds != Decision.UNDECIDED) {
      return Optional.empty();
    }
    var operator = condition.operator().text();
    var of = operator + " of " + condition.key() + ": ";
    if (condition.operator().comparison() == Operator.Comparison.UNPROVEN) {
      return Optional.of(of + "no page of IAM's knows this operator in this spelling");
    }
    if (condition.values().isEmpty()) {
      return Optional.of(of + "what IAM does with an empty list is not proven");
    }
    if (actual instanceof KeyValue.Unknown(var reason)) {
      return Optional.of(of + reason);
    }
    return Optional.of(of + "what it says of these values is not proven: " + condition.texts());
  }
}
