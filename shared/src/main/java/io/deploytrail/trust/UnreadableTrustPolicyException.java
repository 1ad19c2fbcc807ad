package io.deploytrail.trust;

/// A text that is no trust policy. The message says what was expected, what came, and where.
public final class UnreadableTrustPolicyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String reason;

  UnreadableTrustPolicyException(String reason) {
    super(reason);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
