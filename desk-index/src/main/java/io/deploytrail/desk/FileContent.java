package io.deploytrail.desk;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.TimeRange;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Fact;
import java.util.List;
import java.util.Optional;

/// What the database keeps of a file: its facts, the calls of Pulumi's sessions, and by what its
/// other records are found.
///
/// `callers` are those of its other calls ([Lineage]), `names` the ids of its other records and
/// what those stand-out ones among them name. `times` reach from its first record to its last.
public record FileContent(
    List<Fact> facts,
    List<NumberedCall> calls,
    Hashes callers,
    Hashes names,
    Optional<TimeRange> times) {
  public FileContent {
    facts = List.copyOf(facts);
    calls = List.copyOf(calls);
    requireNonNull(callers, "callers");
    requireNonNull(names, "names");
    requireNonNull(times, "times");
  }

  /// A call by its number among the file's records.
  public record NumberedCall(int number, Activity activity) {
    public NumberedCall {
      requireNonNull(activity, "activity");
    }
  }
}
