package io.deploytrail.index;

/// The table is missing or of another shape than the queries need; the message says what was
/// expected, and the next step.
public final class UnexpectedTableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnexpectedTableException(String message) {
    super(message);
  }

  UnexpectedTableException(String message, Exception cause) {
    super(message, cause);
  }
}
