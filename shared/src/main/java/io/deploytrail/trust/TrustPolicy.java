package io.deploytrail.trust;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// A role's trust policy (`AssumeRolePolicyDocument`): who may have the role.
///
/// It decides for web identities alone. What stands above it or beside it (service control and
/// resource control policies, permissions boundaries, session policies, the trust of a role chain's
/// next role) is not its business. Source: IAM User Guide, "Policy evaluation logic".
public record TrustPolicy(
    String text, boolean hasVariables, List<TrustStatement> statements, List<String> prohibited) {
  /// How many characters IAM saves, white space not counted; the quota can be raised to twice this.
  public static final int MAX_LENGTH = 2048;

  /// `hasVariables` says that `${…}` is a variable in it; `prohibited` are elements that stand in
  /// it and that IAM does not save in a trust policy.
  public TrustPolicy {
    requireNonNull(text, "text");
    statements = List.copyOf(statements);
    prohibited = List.copyOf(prohibited);
  }

  /// Reads a policy's JSON, percent-encoded too, as IAM's API gives it.
  ///
  /// Throws [UnreadableTrustPolicyException] for a text that is none.
  public static TrustPolicy parse(String text) {
    return TrustPolicyParser.parse(text);
  }

  /// Whether both say the same, be it in other words: IAM hands a policy out as it spells it.
  public boolean isSameAs(TrustPolicy other) {
    return TrustPolicyParser.form(text).equals(TrustPolicyParser.form(other.text));
  }

  /// Evaluates the policy for one try.
  public Trace evaluate(Try asked) {
    var keys = new WebIdentityKeys(asked);
    return new Trace(
        asked, statements.stream().map(statement -> statement.trace(asked, keys)).toList());
  }

  /// As [#evaluate] decides, for one of very many tries.
  public Decision decide(Try asked) {
    return evaluate(asked).allowed();
  }
}
