package io.deploytrail.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ConcurrentlyTest {
  private static final int AT_ONCE = 32;
  private static final List<Integer> INPUTS = IntStream.range(0, 10 * AT_ONCE).boxed().toList();

  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();

  /// A request that ends when the latch opens, unless it is cancelled.
  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("what it waited for did not happen");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("a request was cancelled", e);
    }
  }

  @Test
  void aSlowRequestHoldsNoOtherUpAndResultsStandInTheOrderOfTheInputs() {
    var others = new CountDownLatch(INPUTS.size() - 1);

    var results =
        Concurrently.map(
            INPUTS,
            number -> {
              if (number == 0) {
                await(others);
              }
              others.countDown();
              return number;
            });

    assertThat(results).isEqualTo(INPUTS);
  }

  @Test
  void asManyAsTheConnectionsBearRunAtOnceAndNoMore() {
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    var full = new CountDownLatch(AT_ONCE);

    Concurrently.map(
        INPUTS,
        number -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          full.countDown();
          await(full);
          running.decrementAndGet();
          return number;
        });

    assertThat(most).hasValue(AT_ONCE);
  }

  @Test
  void theFirstFailureIsThrownAsItIsAfterAllOthersHaveEnded() {
    var failures =
        List.of(new IllegalArgumentException("first"), new IllegalArgumentException("second"));
    var second = new CountDownLatch(1);

    assertThatThrownBy(() ->
            Concurrently.map(
                INPUTS,
                number -> {
                  if (number == 2) {
                    second.countDown();
                    throw failures.getLast();
                  }
                  await(second);
                  if (number == 1) {
                    throw failures.getFirst();
                  }
                  return ended.incrementAndGet();
                }))
        .isSameAs(failures.getFirst());
    assertThat(ended).hasValue(INPUTS.size() - 2);
  }

  @Test
  void anInterruptedCallerBeginsNoMoreRequestsAndLetsThoseEndThatRun() {
    var caller = Thread.currentThread();
    var interrupted = new CountDownLatch(1);

    assertThatThrownBy(() ->
            Concurrently.map(
                INPUTS,
                number -> {
                  if (begun.incrementAndGet() == AT_ONCE) {
                    caller.interrupt();
                    interrupted.countDown();
                  }
                  await(interrupted);
                  return ended.incrementAndGet();
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("interrupted while requests were running");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(begun.get()).isBetween(AT_ONCE, 2 * AT_ONCE);
    assertThat(ended).hasValue(begun.get());
  }
}
