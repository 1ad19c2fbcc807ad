package io.deploytrail.trust;

import io.deploytrail.pulumi.ProviderArn;
import java.util.List;

/// What IAM asks since June 2025 of each statement that lets web identities of Pulumi Cloud in,
/// when a policy is saved: that it compares the audience, and not with `*`. Older policies stay as
/// they are.
///
/// IAM looks at the spelling alone; of other providers, `/oidc/v2` and self-hosted ones, it asks
/// nothing. Source: IAM User Guide, "Identity provider controls for shared OIDC providers".
public final class SharedProvider {
  public static final String PULUMI = "api.pulumi.com/oidc";

  /// The key that has to be compared.
  public static final String AUDIENCE = PULUMI + ":aud";

  private SharedProvider() {}

  /// Whether it is asked of that statement.
  public static boolean isControlAsked(TrustStatement statement) {
    return statement.isAllow()
        && statement.isOfWebIdentity()
        && statement.principals().providers().stream()
            .map(ProviderArn::name)
            .anyMatch(PULUMI::equals);
  }

  /// The statement's conditions that answer it.
  public static List<Condition> answers(TrustStatement statement) {
    return statement.conditions().stream()
        .filter(condition ->
            condition.keyName().equals(AUDIENCE)
                && condition.operator().isPositive()
                && condition.isOfTexts()
                && !condition.texts().contains("*"))
        .toList();
  }
}
