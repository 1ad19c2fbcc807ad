package io.deploytrail.cli;

/// Whoever read the output has gone, as `head` does; there is nothing left to do.
final class ClosedOutputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ClosedOutputException() {
    super("the output is closed");
  }
}
