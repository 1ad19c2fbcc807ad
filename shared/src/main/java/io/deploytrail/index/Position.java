package io.deploytrail.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deploytrail.cloudtrail.Fact;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;

/// A fact's place in the order of all lists: by time, then by event id, as DynamoDB sorts text.
///
/// The access key tells facts apart that claim one event id.
record Position(Instant time, String eventId, String accessKey) implements Comparable<Position> {
  private static final Comparator<String> AS_BYTES =
      (one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
  private static final Comparator<Position> ORDER =
      Comparator.comparing(Position::time)
          .thenComparing(Position::eventId, AS_BYTES)
          .thenComparing(Position::accessKey, AS_BYTES);

  static Position of(Fact fact) {
    return new Position(fact.event().time(), fact.event().id(), FactKeys.accessKey(fact));
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }
}
