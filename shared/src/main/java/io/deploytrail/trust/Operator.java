package io.deploytrail.trust;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNull;

import java.util.Map;

/// A condition operator, such as `StringLike`, `ForAnyValue:StringNotEqualsIfExists` or `Null`.
///
/// Source: IAM User Guide, "IAM JSON policy elements: Condition operators". An operator that is not
/// on that page, or is spelt in other casing, is [Comparison#UNPROVEN].
public record Operator(
    String text,
    Quantifier quantifier,
    Comparison comparison,
    boolean isNegated,
    boolean ifExists) {
  public Operator {
    requireNonNull(text, "text");
    requireNonNull(quantifier, "quantifier");
    requireNonNull(comparison, "comparison");
  }

  /// What stands before the operator: over several values of a key.
  public enum Quantifier {
    NONE(""),
    FOR_ANY_VALUE("ForAnyValue:"),
    FOR_ALL_VALUES("ForAllValues:");

    private final String prefix;

    Quantifier(String prefix) {
      this.prefix = prefix;
    }
  }

  /// How a value is compared; the negated operators are a comparison's contrary.
  public enum Comparison {
    EQUALS,
    EQUALS_IGNORING_CASE,
    LIKE,
    ARN,
    BOOL,
    ADDRESS,
    NUMERIC_EQUALS,
    NUMERIC_LESS_THAN,
    NUMERIC_GREATER_THAN,
    NUMERIC_AT_MOST,
    NUMERIC_AT_LEAST,
    DATE_EQUALS,
    DATE_LESS_THAN,
    DATE_GREATER_THAN,
    DATE_AT_MOST,
    DATE_AT_LEAST,
    /// Whether the key is there at all.
    NULL,
    UNPROVEN;

    /// Whether texts are compared, whatever they are of.
    public boolean isOfTexts() {
      return isOfWholeTexts() || this == LIKE;
    }

    /// Whether a wildcard is a sign like any other.
    public boolean isOfWholeTexts() {
      return this == EQUALS || this == EQUALS_IGNORING_CASE;
    }

    /// Whether `${…}` is a variable in its values.
    boolean takesVariables() {
      return isOfTexts() || this == ARN;
    }
  }

  private record NamedComparison(Comparison comparison, boolean isNegated) {}

  private static final Map<String, NamedComparison> NAMES =
      Map.ofEntries(
          entry("StringEquals", new NamedComparison(Comparison.EQUALS, false)),
          entry("StringNotEquals", new NamedComparison(Comparison.EQUALS, true)),
          entry(
              "StringEqualsIgnoreCase",
              new NamedComparison(Comparison.EQUALS_IGNORING_CASE, false)),
          entry(
              "StringNotEqualsIgnoreCase",
              new NamedComparison(Comparison.EQUALS_IGNORING_CASE, true)),
          entry("StringLike", new NamedComparison(Comparison.LIKE, false)),
          entry("StringNotLike", new NamedComparison(Comparison.LIKE, true)),
          entry("ArnEquals", new NamedComparison(Comparison.ARN, false)),
          entry("ArnLike", new NamedComparison(Comparison.ARN, false)),
          entry("ArnNotEquals", new NamedComparison(Comparison.ARN, true)),
          entry("ArnNotLike", new NamedComparison(Comparison.ARN, true)),
          entry("Bool", new NamedComparison(Comparison.BOOL, false)),
          entry("IpAddress", new NamedComparison(Comparison.ADDRESS, false)),
          entry("NotIpAddress", new NamedComparison(Comparison.ADDRESS, true)),
          entry("NumericEquals", new NamedComparison(Comparison.NUMERIC_EQUALS, false)),
          entry("NumericNotEquals", new NamedComparison(Comparison.NUMERIC_EQUALS, true)),
          entry("NumericLessThan", new NamedComparison(Comparison.NUMERIC_LESS_THAN, false)),
          entry("NumericLessThanEquals", new NamedComparison(Comparison.NUMERIC_AT_MOST, false)),
          entry("NumericGreaterThan", new NamedComparison(Comparison.NUMERIC_GREATER_THAN, false)),
          entry(
              "NumericGreaterThanEquals", new NamedComparison(Comparison.NUMERIC_AT_LEAST, false)),
          entry("DateEquals", new NamedComparison(Comparison.DATE_EQUALS, false)),
          entry("DateNotEquals", new NamedComparison(Comparison.DATE_EQUALS, true)),
          entry("DateLessThan", new NamedComparison(Comparison.DATE_LESS_THAN, false)),
          entry("DateLessThanEquals", new NamedComparison(Comparison.DATE_AT_MOST, false)),
          entry("DateGreaterThan", new NamedComparison(Comparison.DATE_GREATER_THAN, false)),
          entry("DateGreaterThanEquals", new NamedComparison(Comparison.DATE_AT_LEAST, false)));

  private static final String IF_EXISTS = "IfExists";

  static Operator parse(String text) {
    if (text.equals("Null")) {
      return new Operator(text, Quantifier.NONE, Comparison.NULL, false, false);
    }
    var quantifier = Quantifier.NONE;
    for (var known : Quantifier.values()) {
      if (text.startsWith(known.prefix)) {
        quantifier = known;
      }
    }
    var name = text.substring(quantifier.prefix.length());
    var ifExists = name.endsWith(IF_EXISTS);
    var named = NAMES.get(ifExists ? name.substring(0, name.length() - IF_EXISTS.length()) : name);
    return named == null
        ? new Operator(text, Quantifier.NONE, Comparison.UNPROVEN, false, false)
        : new Operator(text, quantifier, named.comparison(), named.isNegated(), ifExists);
  }

  /// What the operator says of a key that the request does not have.
  Decision ofAbsent() {
    return switch (quantifier) {
      case FOR_ANY_VALUE -> Decision.NO;
      case FOR_ALL_VALUES -> Decision.YES;
      case NONE -> Decision.of(isNegated || ifExists);
    };
  }

  /// Whether a value is admitted only by being one that the policy names.
  public boolean isPositive() {
    return !isNegated && !ifExists && comparison != Comparison.NULL;
  }
}
