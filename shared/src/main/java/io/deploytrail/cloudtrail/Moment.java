package io.deploytrail.calls;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cloudtrail.Event;
import java.time.Instant;
import java.util.Comparator;

/// A call's place in the order of all lists: by time, then by event id.
public record Moment(Instant time, String eventId) implements Comparable<Moment> {
  private static final Comparator<Moment> ORDER =
      Comparator.comparing(Moment::time).thenComparing(Moment::eventId);

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
