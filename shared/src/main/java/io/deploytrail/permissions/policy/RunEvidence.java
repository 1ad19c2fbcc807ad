package io.deploytrail.permissions.policy;

import java.util.HashMap;
import java.util.Map;

/// Which resources with a changing part were seen in several runs, so that they are there to stay.
///
/// A resource's whole way to each changing part counts: a REST API that two runs used is the same
/// one, whatever of it they used. It keeps a pair of numbers for each, not its ARN.
final class RunEvidence {
  /// No run has this fingerprint.
  private static final long SEVERAL = 0;

  private final Map<Long, Long> runs = new HashMap<>();

  void add(String arn, String run) {
    var ofRun = Fingerprints.of(run);
    for (var part : ChangingPart.in(arn)) {
      add(Fingerprints.of(arn.substring(0, part.end())), ofRun);
    }
  }

  void addAll(RunEvidence others) {
    others.runs.forEach(this::add);
  }

  boolean isOfSeveralRuns(String prefix) {
    var run = runs.get(Fingerprints.of(prefix));
    return run != null && run == SEVERAL;
  }

  private void add(long prefix, long run) {
    runs.merge(prefix, run, (one, other) -> one.equals(other) ? one : Long.valueOf(SEVERAL));
  }
}
