package io.deploytrail.functions.ingestlogs;

/// An object that could not be taken in, or not all of it; what could be was.
final class UnreadableObjectException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  UnreadableObjectException(String reason) {
    super(reason);
    this.reason = reason;
  }

  UnreadableObjectException(String reason, Exception cause) {
    super(reason, cause);
    this.reason = reason;
  }

  /// The message, which there always is.
  String reason() {
    return reason;
  }
}
