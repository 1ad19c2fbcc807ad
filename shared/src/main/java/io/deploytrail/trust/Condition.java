package io.deploytrail.trust;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;

/// One key of one operator's block, with the values that it may have.
public record Condition(Operator operator, String key, List<PolicyValue> values) {
  public Condition {
    requireNonNull(operator, "operator");
    requireNonNull(key, "key");
    values = List.copyOf(values);
  }

  /// The key as it compares: without case.
  public String keyName() {
    return key.toLowerCase(Locale.ROOT);
  }

  public List<String> texts() {
    return values.stream().map(PolicyValue::text).toList();
  }

  /// Whether it compares texts, and with some.
  public boolean isOfTexts() {
    return operator.comparison().isOfTexts() && !values.isEmpty();
  }

  ConditionTrace trace(RequestKeys keys) {
    return new ConditionTrace(this, keys.value(keyName()), decide(keys));
  }

  public Decision decide(RequestKeys keys) {
    // That an empty list matches nothing, negated neither, is not proven.
    if (operator.comparison() == Operator.Comparison.UNPROVEN || values.isEmpty()) {
      return Decision.UNDECIDED;
    }
    var value = keys.value(keyName());
    if (operator.comparison() == Operator.Comparison.NULL) {
      return isNull(value, keys);
    }
    return switch (value) {
      case KeyValue.Unknown _ -> Decision.UNDECIDED;
      case KeyValue.Absent _ -> operator.ofAbsent();
      case KeyValue.Present(var actual) -> {
        var any = Decision.NO;
        for (var expected : values) {
          any = any.or(Comparisons.compare(operator.comparison(), actual, expected, keys));
        }
        yield operator.isNegated() ? any.not() : any;
      }
    };
  }

  private Decision isNull(KeyValue value, RequestKeys keys) {
    return switch (value) {
      case KeyValue.Present _ -> isNull("false");
      case KeyValue.Absent _ -> isNull("true");
      case KeyValue.Unknown _ -> {
        var there = isNull("false");
        yield keys.isAlwaysThere(keyName()) || there == isNull("true") ? there : Decision.UNDECIDED;
      }
    };
  }

  private Decision isNull(String actual) {
    return values.stream()
        .map(expected -> Comparisons.isBool(actual, expected.text()))
        .reduce(Decision.NO, Decision::or);
  }
}
