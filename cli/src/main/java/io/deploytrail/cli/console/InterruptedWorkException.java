package io.deploytrail.cli.console;

/// The work was told to stop, as by Ctrl-C; what it has written so far is whole.
public final class InterruptedWorkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InterruptedWorkException() {
    super("interrupted");
  }
}
