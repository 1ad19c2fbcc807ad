package io.deploytrail.cli.console;

/// What the process ends with, the same for all commands.
public final class ExitCodes {
  public static final int ANSWERED = 0;
  public static final int NO_ANSWER = 1;

  /// Wrong usage, unreadable input, or something that could not be reached.
  public static final int FAILED = 2;

  /// A fault of DeployTrail's own, or too little memory: whether there is an answer is not known.
  public static final int BROKEN = 3;

  /// Ended by Ctrl-C: 128 and the number of SIGINT.
  static final int INTERRUPTED = 130;

  private ExitCodes() {}
}
