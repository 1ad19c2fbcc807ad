package io.deploytrail.functions.ingestlogs;

/// An object that could not be taken in, or not all of it; what could be was.
final class UnreadableLogFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  UnreadableLogFileException(String reason) {
    super(reason);
    this.reason = reason;
  }

  UnreadableLogFileException(String reason, Exception cause) {
    super(reason, cause);
    this.reason = reason;
  }

  /// The message, which there always is.
  String reason() {
    return reason;
  }
}
