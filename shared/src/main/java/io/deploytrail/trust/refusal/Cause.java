package io.deploytrail.trust.refusal;

/// Why an `AssumeRoleWithWebIdentity` was refused. The first ones stand in the policy, the others
/// beside it.
public enum Cause {
  /// A statement denies what was tried.
  EXPLICIT_DENY,
  /// No statement allows any web identity.
  NO_STATEMENT,
  /// The provider that the policy names is another one.
  WRONG_PROVIDER,
  /// The statement's action is not `sts:AssumeRoleWithWebIdentity`.
  WRONG_ACTION,
  /// A condition asks for a key that the request never has.
  UNKNOWN_CONDITION_KEY,
  /// A `*` or `?` under an operator that compares it as a sign, and that would have matched.
  WILDCARD_UNDER_EQUALS,
  AUDIENCE_MISMATCH,
  SUBJECT_MISMATCH,
  SESSION_NAME_CONDITION,
  /// Address, agent, Region, time, and the other keys of every request.
  GLOBAL_CONDITION,
  /// The policy asks that the token itself names the role, which Pulumi's tokens do not.
  ROLE_NOT_IN_TOKEN,
  ROLE_MISSING,
  PROVIDER_MISSING,
  AUDIENCE_NOT_REGISTERED,
  TOKEN_EXPIRED,
  DURATION_TOO_LONG,
  SESSION_NAME_INVALID,
  POLICY_TOO_LARGE,
  POLICY_ARN_MISSING,
  REGION_DISABLED,
  TOKEN_INVALID,
  PROVIDER_UNREACHABLE,
  /// Role or provider had changed so shortly before that not all of AWS knew it.
  PROPAGATION,
  /// A service control or resource control policy; no record tells it.
  ORGANIZATION_POLICY;

  /// Whether the role's trust policy is what has to change.
  public boolean isInPolicy() {
    return compareTo(ROLE_NOT_IN_TOKEN) <= 0;
  }
}
