package io.deploytrail.cli.console;

/// Input or options that cannot be used; the message says what was expected.
public final class InvalidInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidInputException(String message) {
    super(message);
  }
}
