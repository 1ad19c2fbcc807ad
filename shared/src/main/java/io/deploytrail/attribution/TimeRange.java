package io.deploytrail.attribution;

import java.time.Instant;

/// A span of time, both ends included.
public record TimeRange(Instant from, Instant to) {
  /// All times that an index can order.
  public static final TimeRange EVER =
      new TimeRange(
          Instant.parse("0000-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59.999999999Z"));

  public TimeRange {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "a time range ends after it starts: " + from + " to " + to);
    }
  }

  public boolean contains(Instant time) {
    return !time.isBefore(from) && !time.isAfter(to);
  }
}
