package io.deploytrail.aws;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Runs requests at the same time, so many at once as DynamoDB's connections bear.
public final class Concurrently {
  /// The SDK's own limit of connections a client is 50.
  private static final int AT_ONCE = 32;

  private Concurrently() {}

  /// What `request` returns for each of `inputs`, in their order. A slow request holds no other up.
  /// The first failure is thrown as it is, after all have ended; none is cancelled while it writes.
  /// An interrupted caller begins no more of them. `Gatherers.mapConcurrent` keeps the order alone.
  public static <A, T> List<T> map(Collection<A> inputs, Function<A, T> request) {
    var free = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<T>>(inputs.size());
      for (var input : inputs) {
        // Before the thread is made: a file may have as many sessions as records.
        free.acquire();
        running.add(
            threads.submit(() -> {
              try {
                return request.apply(input);
              } finally {
                free.release();
              }
            }));
      }
      var results = new ArrayList<T>(running.size());
      for (var each : running) {
        results.add(each.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("a request failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while requests were running", e);
    }
  }
}
