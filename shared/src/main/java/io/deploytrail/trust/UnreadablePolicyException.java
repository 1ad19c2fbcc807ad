package io.deploytrail.trust;

/// A text that is no policy of the kind that was expected. The message says what was expected, what
/// came, and where.
public class UnreadablePolicyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String reason;

  protected UnreadablePolicyException(String reason) {
    super(reason);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
