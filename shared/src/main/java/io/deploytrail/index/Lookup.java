package io.deploytrail.index;

import io.deploytrail.attribution.TimeRange;
import java.util.List;
import java.util.Optional;

/// One question to a store: a partition of an index, and a range of time if it is narrowed.
public record Lookup(Index index, List<String> partition, Optional<TimeRange> times) {
  public Lookup {
    partition = List.copyOf(partition);
    if (partition.size() != index.partition().size()) {
      throw new IllegalArgumentException(
          index + " is asked by " + index.partition() + ", not by " + partition.size() + " values");
    }
  }

  static Lookup of(Index index, String... partition) {
    return new Lookup(index, List.of(partition), Optional.empty());
  }

  Lookup within(TimeRange range) {
    return new Lookup(index, partition, Optional.of(range));
  }
}
