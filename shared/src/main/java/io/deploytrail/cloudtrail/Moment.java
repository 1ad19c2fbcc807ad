package io.deploytrail.cloudtrail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;

/// An event's place in the order of all lists: by time, then by event id, as DynamoDB sorts text.
public record Moment(Instant time, String eventId) implements Comparable<Moment> {
  /// Text in the order of its bytes.
  public static final Comparator<String> AS_BYTES =
      (one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));

  private static final Comparator<Moment> ORDER =
      Comparator.comparing(Moment::time).thenComparing(Moment::eventId, AS_BYTES);

  public Moment {
    requireNonNull(time, "time");
    requireNonNull(eventId, "eventId");
  }

  public static Moment of(Event event) {
    return new Moment(event.time(), event.id());
  }

  @Override
  public int compareTo(Moment other) {
    return ORDER.compare(this, other);
  }
}
