package io.deploytrail.index;

import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Moment;
import java.util.Comparator;

/// A fact's place in the order of all lists; the access key distinguishes facts that claim one
/// event id.
public record Position(Moment moment, String accessKey) implements Comparable<Position> {
  private static final Comparator<Position> ORDER =
      Comparator.comparing(Position::moment).thenComparing(Position::accessKey, Moment.AS_BYTES);

  static Position of(Fact fact) {
    return new Position(Moment.of(fact.event()), FactKeys.accessKey(fact));
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }
}
