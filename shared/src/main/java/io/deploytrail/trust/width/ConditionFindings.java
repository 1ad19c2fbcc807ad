package io.deploytrail.trust.width;

import static io.deploytrail.trust.width.WidthFindingCode.DEFAULT_PROJECT_SPELT_OUT;
import static io.deploytrail.trust.width.WidthFindingCode.FOR_ALL_VALUES;
import static io.deploytrail.trust.width.WidthFindingCode.KEY_NEVER_THERE;
import static io.deploytrail.trust.width.WidthFindingCode.WILDCARD_UNDER_EQUALS;

import io.deploytrail.trust.Condition;
import io.deploytrail.trust.ConditionTrace;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.Effect;
import io.deploytrail.trust.KeyValue;
import io.deploytrail.trust.Operator.Comparison;
import io.deploytrail.trust.Operator.Quantifier;
import io.deploytrail.trust.PolicyValue.Piece;
import io.deploytrail.trust.StatementTrace;
import io.deploytrail.trust.TrustStatement;
import io.deploytrail.trust.width.ClaimPattern.TokenClaim;
import java.util.ArrayList;
import java.util.List;

/// Findings that a condition's spelling gives, whatever gets in.
final class ConditionFindings {
  private static final List<String> OF_DEFAULT_PROJECT =
      List.of(":env:default/", "Environment.name:default/");

  private final String providerName;
  private final TrustStatement statement;
  private final List<WidthFinding> findings = new ArrayList<>();

  private ConditionFindings(String providerName, TrustStatement statement) {
    this.providerName = providerName;
    this.statement = statement;
  }

  /// Of a statement as it was evaluated for a provider, named in lower case.
  static List<WidthFinding> of(StatementTrace trace, String providerName) {
    var findings = new ConditionFindings(providerName, trace.statement());
    for (var condition : trace.conditions()) {
      findings.neverThere(condition);
      findings.spelling(condition.condition());
    }
    return findings.findings;
  }

  private void add(WidthFindingCode code, String evidence) {
    findings.add(WidthFinding.of(code, statement, evidence));
  }

  private void neverThere(ConditionTrace trace) {
    if (!(trace.actual() instanceof KeyValue.Absent)
        || trace.condition().operator().comparison() == Comparison.NULL) {
      return;
    }
    var named = trace.condition().operator().text() + " of " + trace.condition().key();
    var isDenial = statement.effect() == Effect.DENY;
    var follows =
        trace.holds() == Decision.YES
            ? isDenial
                ? "holds always, so it narrows no denial"
                : "holds always, so it keeps nobody out"
            : isDenial ? "holds never, so nothing is denied" : "holds never, so nobody gets in";
    add(
        KEY_NEVER_THERE,
        named
            + ": no web identity's request has this key, and the condition "
            + follows
            + "; of Pulumi's tokens there are "
            + providerName
            + ":aud and "
            + providerName
            + ":sub");
  }

  private void spelling(Condition condition) {
    if (TokenClaim.of(condition.keyName(), providerName).isEmpty()) {
      return;
    }
    var operator = condition.operator();
    var isEquals =
        operator.comparison() == Comparison.EQUALS
            || operator.comparison() == Comparison.EQUALS_IGNORING_CASE;
    for (var value : condition.values()) {
      var hasWildcard =
          value.pieces().stream()
              .anyMatch(piece ->
                  piece instanceof Piece.Written(var text)
                      && (text.contains("*") || text.contains("?")));
      if (isEquals && hasWildcard) {
        add(
            WILDCARD_UNDER_EQUALS,
            value.text()
                + " stands under "
                + operator.text()
                + ", where * and ? are signs like others, so it fits no token: use "
                + (operator.isNegated() ? "StringNotLike" : "StringLike"));
      }
      if (OF_DEFAULT_PROJECT.stream().anyMatch(value.text()::contains)) {
        add(
            DEFAULT_PROJECT_SPELT_OUT,
            value.text()
                + " never comes: environments of the legacy default project present their name alone,"
                + " and the organization as audience; take default/ away");
      }
    }
    if (operator.quantifier() == Quantifier.FOR_ALL_VALUES) {
      add(
          FOR_ALL_VALUES,
          operator.text()
              + " of "
              + condition.key()
              + ": the claim has one value and is always there, so ForAllValues says nothing more;"
              + " where a key is absent it opens everything: leave it out");
    }
  }
}
