package io.deploytrail.cloudtrail;

/// An IAM call that changed who may buy a role's session with a token: the role's trust policy, or
/// an OIDC provider.
///
/// It says what the record says; which policy was in force at a time follows from a role's changes
/// together ([TrustState#after]). Refused calls changed nothing, and are none.
public sealed interface TrustChange extends Fact permits RoleTrustChange, ProviderChange {}
