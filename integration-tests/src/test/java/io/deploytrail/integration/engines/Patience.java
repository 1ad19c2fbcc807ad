package io.deploytrail.integration.engines;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Waits for what an engine does in its own time.
record Patience(Duration longest) {
  /// Fails with an [AssertionError] as long as something is not so.
  interface Expectation {
    void check() throws InterruptedException;
  }

  static Patience of(Duration longest) {
    return new Patience(longest);
  }

  /// Fails as the expectation does, if it still fails when time is up.
  void until(Expectation expectation) {
    var end = System.nanoTime() + longest.toNanos();
    try {
      while (!isMet(expectation, end)) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting", e);
    }
  }

  private boolean isMet(Expectation expectation, long end) throws InterruptedException {
    try {
      expectation.check();
      return true;
    } catch (AssertionError e) {
      if (System.nanoTime() > end) {
        throw new AssertionError("still not so after " + longest, e);
      }
      return false;
    }
  }
}
