package io.deploytrail.cli.console;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets long work end cleanly on Ctrl-C (SIGINT) or SIGTERM: the work asks whether it shall stop,
/// and the process ends when it has.
public final class Interruption implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "interruption");
  private volatile boolean isRequested;

  private Interruption() {}

  /// Watches until it is closed.
  public static Interruption watch() {
    var interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /// Throws [WorkEndedException] if the work shall stop.
  public void check() {
    if (isRequested) {
      throw WorkEndedException.interrupted();
    }
  }

  private void stop() {
    isRequested = true;
    try {
      // The JVM halts when this returns; its exit code is 128 and the signal's number.
      var _ = ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    if (!isRequested) {
      remove();
    }
  }

  private void remove() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already, and the hook finds nothing to wait for.
      isRequested = true;
    }
  }
}
