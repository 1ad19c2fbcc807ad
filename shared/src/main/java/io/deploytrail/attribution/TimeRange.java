package io.deploytrail.attribution;

import java.time.Instant;

/// A span of time, both ends included.
public record TimeRange(Instant from, Instant to) {
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
