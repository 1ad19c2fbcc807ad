package io.deploytrail.trust.width;

/// For what Pulumi mints a token.
public enum TokenKind {
  DEPLOYMENT,
  ENVIRONMENT,
  CUSTOMER_MANAGED_KEY,
  /// A subject that begins with `pulumi:` and another word than those of the known kinds.
  OTHER
}
