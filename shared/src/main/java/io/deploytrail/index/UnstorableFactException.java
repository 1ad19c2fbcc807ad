package io.deploytrail.index;

/// A fact that DynamoDB cannot store; the message names the attribute that is too long.
public final class UnstorableFactException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  UnstorableFactException(String message) {
    super(message);
    this.reason = message;
  }

  /// The message, which there always is.
  public String reason() {
    return reason;
  }
}
