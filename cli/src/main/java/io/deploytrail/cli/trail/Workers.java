package io.deploytrail.cli.trail;

import io.deploytrail.cli.console.WorkEndedException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// Threads, each taking the next piece of work when it is done with one.
public final class Workers {
  /// As many threads as there are processors.
  static final int THREADS = Runtime.getRuntime().availableProcessors();

  private Workers() {}

  /// Does the pieces 0 to `count` − 1, begun in this order; `worker` makes what one thread does.
  ///
  /// Returns when all is done. If a piece throws, no more are begun, and its exception is thrown.
  public static void work(int count, Supplier<IntConsumer> worker) {
    work(count, THREADS, worker);
  }

  /// On at most so many threads.
  static void work(int count, int most, Supplier<IntConsumer> worker) {
    var next = new AtomicInteger();
    var tasks = new ArrayList<Callable<Integer>>();
    for (var task = 0; task < Math.clamp(count, 1, most); task++) {
      var piece = worker.get();
      tasks.add(() -> takeAll(next, count, piece));
    }
    try (var threads = Executors.newFixedThreadPool(tasks.size())) {
      for (var done : threads.invokeAll(tasks)) {
        done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw WorkEndedException.interrupted();
    } catch (ExecutionException e) {
      throw unwrapped(e);
    }
  }

  private static int takeAll(AtomicInteger next, int count, IntConsumer piece) {
    var taken = 0;
    try {
      for (var at = next.getAndIncrement(); at < count; at = next.getAndIncrement()) {
        piece.accept(at);
        taken++;
      }
    } finally {
      // If this piece failed, the others need not go on; if not, there are none left.
      next.set(count);
    }
    return taken;
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    return switch (e.getCause()) {
      case RuntimeException failure -> failure;
      case Error failure -> throw failure;
      case null, default -> new IllegalStateException(e);
    };
  }
}
