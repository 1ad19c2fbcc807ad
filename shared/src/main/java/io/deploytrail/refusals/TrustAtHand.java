package io.deploytrail.refusals;

/// What the asker has at hand of roles and providers beside CloudTrail's records: a file's
/// policies, or what IAM answers now.
///
/// Asks once for a role or a provider. What it was not allowed to ask is a value; other failed
/// requests propagate.
public interface TrustAtHand {
  RoleAtHand ofRole(String arn);

  /// The provider of that name in the role's account.
  ProviderAtHand ofProvider(String role, String name);
}
