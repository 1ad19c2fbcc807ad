package io.deploytrail.cli.attribute;

import io.deploytrail.attribution.Origin;
import java.time.Instant;

/// A call and where it comes from; `place` is a number in the [Gathering].
record AttributedCall(EventId id, long epochMilli, int place, Origin origin)
    implements Comparable<AttributedCall> {
  /// The order of the answers, which depends neither on the files' order nor on the threads'.
  @Override
  public int compareTo(AttributedCall other) {
    return epochMilli == other.epochMilli
        ? id.compareTo(other.id)
        : Long.compare(epochMilli, other.epochMilli);
  }

  Instant time() {
    return Instant.ofEpochMilli(epochMilli);
  }
}
