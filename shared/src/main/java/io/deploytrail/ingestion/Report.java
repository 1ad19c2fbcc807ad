package io.deploytrail.ingestion;

import static java.util.Objects.requireNonNull;

import io.deploytrail.metrics.Indexed;
import java.util.List;

/// What was read from an object: `indexed` and `reads` were written; `problems` says what could not
/// be read, of which there were `unreadable`, and `reused` which sessions state what is not their
/// own.
public record Report(
    int records,
    Indexed indexed,
    int reads,
    int unreadable,
    List<String> problems,
    List<String> reused) {
  public Report {
    requireNonNull(indexed, "indexed");
    problems = List.copyOf(problems);
    reused = List.copyOf(reused);
  }

  public boolean isClean() {
    return unreadable == 0;
  }

  /// One line for a log.
  @Override
  public String toString() {
    var counts =
        "%d records, %d issuances, %d calls, %d actions read"
            .formatted(records, indexed.facts(), indexed.calls(), reads);
    return isClean()
        ? counts
        : counts + "; %d unreadable: %s".formatted(unreadable, String.join("; ", problems));
  }
}
