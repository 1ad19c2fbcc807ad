package io.deploytrail.functions.ingestlogs;

/// An object that could not be read to its end in its time; what was read of it is taken in.
final class OutOfTimeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutOfTimeException(String message) {
    super(message);
  }
}
