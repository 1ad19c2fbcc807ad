package io.deploytrail.cli.ask;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.TimeRange;

/// From when to when an index holds sessions.
sealed interface Reach {
  /// Nobody asked it: a deployed table would have to be read whole.
  record Unknown() implements Reach {}

  record NoSessions() implements Reach {}

  /// From the first to the last session.
  record Between(TimeRange times) implements Reach {
    public Between {
      requireNonNull(times, "times");
    }
  }
}
