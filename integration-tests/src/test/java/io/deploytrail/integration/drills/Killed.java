package io.deploytrail.integration.drills;

/// The end of a function's process, of which nothing in it knows.
final class Killed extends Error {
  private static final long serialVersionUID = 1L;

  Killed() {
    super("the function was killed");
  }

  /// Whether that came of it: who waits for several requests is told so by another exception.
  static boolean isReasonOf(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Killed) {
        return true;
      }
    }
    return false;
  }
}
