package io.deploytrail.cli;

/// The work was told to stop, as by Ctrl-C; what it has written so far is whole.
final class InterruptedWorkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InterruptedWorkException() {
    super("interrupted");
  }
}
