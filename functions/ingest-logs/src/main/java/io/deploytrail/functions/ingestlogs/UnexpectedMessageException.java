package io.deploytrail.functions.ingestlogs;

/// A message of a shape that is not known; the message of the exception says what was expected.
final class UnexpectedMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnexpectedMessageException(String message) {
    super(message);
  }
}
