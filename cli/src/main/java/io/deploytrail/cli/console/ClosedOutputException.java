package io.deploytrail.cli.console;

/// Whoever read the output has gone, as `head` does; there is nothing left to do.
public final class ClosedOutputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ClosedOutputException() {
    super("the output is closed");
  }
}
