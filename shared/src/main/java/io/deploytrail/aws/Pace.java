package io.deploytrail.aws;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/// Lets requests begin one after another, so far apart as whom they are for wants it, until a
/// deadline.
public final class Pace {
  private final Duration distance;
  private final Clock clock;
  private final Consumer<Duration> sleep;
  private final Instant deadline;
  private Instant next = Instant.MIN;

  /// `sleep` lets that time of the clock go by.
  public Pace(Duration distance, Clock clock, Consumer<Duration> sleep, Instant deadline) {
    this.distance = requireNonNull(distance, "distance");
    this.clock = requireNonNull(clock, "clock");
    this.sleep = requireNonNull(sleep, "sleep");
    this.deadline = requireNonNull(deadline, "deadline");
  }

  /// By the system's clock.
  public static Pace of(Duration distance, Instant deadline) {
    return new Pace(distance, Clock.systemUTC(), Pace::sleep, deadline);
  }

  /// No request can begin before the deadline.
  public static final class TimeIsUpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TimeIsUpException() {
      super("the time for this part of the work is up");
    }
  }

  /// Returns when the next request may begin. Throws [TimeIsUpException].
  void await() {
    var now = clock.instant();
    var begin = now.isBefore(next) ? next : now;
    if (!begin.isBefore(deadline)) {
      throw new TimeIsUpException();
    }
    if (begin.isAfter(now)) {
      sleep.accept(Duration.between(now, begin));
    }
    next = begin.plus(distance);
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted between two requests", e);
    }
  }
}
