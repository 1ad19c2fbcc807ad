package io.deploytrail.trust.width;

import io.deploytrail.pulumi.ProviderArn;
import io.deploytrail.trust.Condition;
import io.deploytrail.trust.ConditionTrace;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.Effect;
import io.deploytrail.trust.Operator.Comparison;
import io.deploytrail.trust.StatementTrace;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.Try;
import io.deploytrail.trust.width.ClaimPattern.TokenClaim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A policy for the tokens of one provider: the patterns on their claims, and what the evaluator
/// says of everything else, which is the same for all tokens.
///
/// A value that holds a variable, and a claim compared by an operator that is none of texts, is
/// undecided.
record PolicyReading(List<ReadStatement> statements, List<ClaimPattern> patterns) {
  /// How much is read exactly; the rest is undecided.
  enum Exactness {
    ALL,
    /// Subjects with more than one wildcard are not read.
    SIMPLE_SUBJECTS,
    /// No subject is read.
    AUDIENCES,
    NOTHING
  }

  /// `known` is what is decided of all tokens alike.
  record ReadStatement(Effect effect, Decision known, List<ReadCondition> conditions) {}

  /// `known` is undecided if a value is not read; `patterns` are numbers of patterns.
  record ReadCondition(boolean isNegated, Decision known, List<Integer> patterns) {}

  static PolicyReading of(
      TrustPolicy policy, Optional<String> role, ProviderArn provider, Exactness exactness) {
    return new StatementReader(provider.name().toLowerCase(Locale.ROOT), exactness)
        .read(
            evaluate(policy, role, provider, Optional.empty()),
            evaluate(policy, role, provider, Optional.of("any")));
  }

  private static List<StatementTrace> evaluate(
      TrustPolicy policy, Optional<String> role, ProviderArn provider, Optional<String> claim) {
    return policy
        .evaluate(new Try(role, provider, claim, claim, Optional.empty(), Try.Circumstances.NONE))
        .statements();
  }

  private static final class StatementReader {
    private final String provider;
    private final Exactness exactness;
    private final Map<ClaimPattern, Integer> numbers = new LinkedHashMap<>();

    private StatementReader(String provider, Exactness exactness) {
      this.provider = provider;
      this.exactness = exactness;
    }

    private PolicyReading read(List<StatementTrace> unknown, List<StatementTrace> present) {
      var statements = new ArrayList<ReadStatement>();
      for (var at = 0; at < unknown.size(); at++) {
        statements.add(statement(unknown.get(at), present.get(at)));
      }
      return new PolicyReading(statements, List.copyOf(numbers.keySet()));
    }

    private ReadStatement statement(StatementTrace unknown, StatementTrace present) {
      var known = unknown.principal().and(unknown.action());
      var conditions = new ArrayList<ReadCondition>();
      for (var at = 0; at < unknown.conditions().size(); at++) {
        var trace = unknown.conditions().get(at);
        var condition = trace.condition();
        var claim = TokenClaim.of(condition.keyName(), provider);
        if (claim.isPresent() && condition.isOfTexts()) {
          conditions.add(condition(claim.get(), condition));
        } else {
          known = known.and(constant(trace, present.conditions().get(at)));
        }
      }
      return new ReadStatement(unknown.statement().effect(), known, conditions);
    }

    /// Both claims are always there, whatever they say.
    private static Decision constant(ConditionTrace unknown, ConditionTrace present) {
      var isNull = unknown.condition().operator().comparison() == Comparison.NULL;
      return isNull ? present.holds() : unknown.holds();
    }

    private ReadCondition condition(TokenClaim claim, Condition condition) {
      var known = Decision.NO;
      var read = new ArrayList<Integer>();
      for (var value : condition.values()) {
        if (value.hasVariables()) {
          known = Decision.UNDECIDED;
          continue;
        }
        var pattern = ClaimPattern.of(claim, condition, value);
        if (isRead(pattern)) {
          read.add(numbers.computeIfAbsent(pattern, _ -> numbers.size()));
        } else {
          known = Decision.UNDECIDED;
        }
      }
      return new ReadCondition(condition.operator().isNegated(), known, read);
    }

    private boolean isRead(ClaimPattern pattern) {
      return switch (exactness) {
        case ALL -> true;
        case SIMPLE_SUBJECTS -> pattern.isOfAudience() || pattern.wildcards() <= 1;
        case AUDIENCES -> pattern.isOfAudience();
        case NOTHING -> false;
      };
    }
  }
}
