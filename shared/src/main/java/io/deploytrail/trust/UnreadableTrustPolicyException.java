package io.deploytrail.trust;

/// A text that is no trust policy.
public final class UnreadableTrustPolicyException extends UnreadablePolicyException {
  private static final long serialVersionUID = 1;

  UnreadableTrustPolicyException(String reason) {
    super(reason);
  }
}
