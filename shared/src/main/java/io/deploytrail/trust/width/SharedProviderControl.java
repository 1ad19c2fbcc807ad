package io.deploytrail.trust.width;

import io.deploytrail.trust.Condition;
import io.deploytrail.trust.SharedProvider;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.TrustStatement;
import java.util.List;

/// Whether IAM would save the policy, which asks [SharedProvider] of each of its statements; a
/// policy without one of Pulumi Cloud's provider is not asked.
public enum SharedProviderControl {
  MET,
  /// It compares, and is yet open to organizations that it does not name.
  SPELLING_ONLY,
  MISSING;

  static SharedProviderControl of(TrustPolicy policy, Explorer explorer) {
    return policy.statements().stream()
        .map(statement -> of(statement, explorer))
        .reduce(MET, (one, other) -> one.compareTo(other) > 0 ? one : other);
  }

  static SharedProviderControl of(TrustStatement statement, Explorer explorer) {
    if (!SharedProvider.isControlAsked(statement)) {
      return MET;
    }
    var comparing = SharedProvider.answers(statement);
    if (comparing.isEmpty()) {
      return MISSING;
    }
    var audiences = explorer.explore(only(statement, comparing), TokenForms.MINTED);
    return audiences.stream().anyMatch(letIn -> letIn.open(TokenPart.ORGANIZATION).isPresent())
        ? SPELLING_ONLY
        : MET;
  }

  /// The statement with these conditions and no other.
  private static TrustPolicy only(TrustStatement statement, List<Condition> conditions) {
    return new TrustPolicy(
        "",
        true,
        List.of(
            new TrustStatement(
                statement.number(),
                statement.sid(),
                statement.effect(),
                statement.principals(),
                statement.isNotAction(),
                statement.actions(),
                conditions)),
        List.of());
  }
}
