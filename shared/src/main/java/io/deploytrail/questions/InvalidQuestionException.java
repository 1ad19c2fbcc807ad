package io.deploytrail.questions;

/// A question that cannot be asked like that; the message says what was expected and what came.
public sealed class InvalidQuestionException extends RuntimeException permits SeveralFitException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  public InvalidQuestionException(String message) {
    super(message);
    this.reason = message;
  }

  /// The message, which there always is.
  public String reason() {
    return reason;
  }
}
