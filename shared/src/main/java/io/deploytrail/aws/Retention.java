package io.deploytrail.aws;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// How long facts answer, counted from their `eventTime` and never from now, so that a late
/// delivery lives no longer.
public record Retention(Duration duration, Clock clock) {
  public Retention {
    requireNonNull(duration, "duration");
    requireNonNull(clock, "clock");
    if (!duration.isPositive()) {
      throw new IllegalArgumentException("facts are kept for some time, not for " + duration);
    }
  }

  /// The second, since the epoch, from which a fact of that time no longer answers.
  public long expiry(Instant eventTime) {
    return Math.addExact(eventTime.getEpochSecond(), duration.toSeconds());
  }

  public boolean isExpired(Instant eventTime) {
    return expiry(eventTime) <= now();
  }

  public long now() {
    return clock.instant().getEpochSecond();
  }
}
