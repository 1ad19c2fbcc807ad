package io.deploytrail.cli.console;

/// The work ends before its time, and nothing needs to be said: what it has written so far is
/// whole.
public final class WorkEndedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private WorkEndedException(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /// The user interrupted it, as by Ctrl-C.
  public static WorkEndedException interrupted() {
    return new WorkEndedException("interrupted", ExitCodes.INTERRUPTED);
  }

  /// Whoever read the output has gone, as `head` does.
  public static WorkEndedException closedOutput() {
    return new WorkEndedException("the output is closed", ExitCodes.ANSWERED);
  }

  public int exitCode() {
    return exitCode;
  }
}
