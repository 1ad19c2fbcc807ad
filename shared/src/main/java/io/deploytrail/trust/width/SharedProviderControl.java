package io.deploytrail.trust.width;

import io.deploytrail.pulumi.ProviderArn;
import io.deploytrail.trust.Condition;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.TrustStatement;
import java.util.List;

/// Whether IAM would save the policy: since June 2025 each statement that lets web identities of
/// `api.pulumi.com/oidc` in must compare its `aud`, and not with `*`.
///
/// IAM looks at the spelling alone. Of other providers, `/oidc/v2` and self-hosted ones, it asks
/// nothing, so a policy without a statement of this one meets it. Source: IAM User Guide, "Identity
/// provider controls for shared OIDC providers".
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
    if (!RatedRole.isOfInterest(statement) || !isOfPulumi(statement)) {
      return MET;
    }
    var comparing = statement.conditions().stream().filter(SharedProviderControl::counts).toList();
    if (comparing.isEmpty()) {
      return MISSING;
    }
    var audiences = explorer.explore(only(statement, comparing), TokenForms.MINTED);
    return audiences.stream().anyMatch(letIn -> letIn.open(TokenPart.ORGANIZATION).isPresent())
        ? SPELLING_ONLY
        : MET;
  }

  private static boolean isOfPulumi(TrustStatement statement) {
    return statement.principals().providers().stream()
        .map(ProviderArn::name)
        .anyMatch(RatedRole.PULUMI::equals);
  }

  private static boolean counts(Condition condition) {
    return condition.keyName().equals(RatedRole.PULUMI + ":aud")
        && condition.operator().isPositive()
        && ClaimPattern.isComparedAsText(condition)
        && !condition.texts().contains("*");
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
