package io.deploytrail.permissions.policy;

import static java.util.Objects.requireNonNull;

import io.deploytrail.permissions.Label;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An action that a stack needs, and for what.
///
/// `resources` are what a policy grants; `seen` what the calls named: exact ARNs as IAM compares
/// them, and `seenPatterns` where calls did not say which; `areMoreSeen` where not all are listed.
/// `regions` are those of the calls. `example` is the id of the first event. `reason` says why
/// resources are wider than what was seen, and what else is to be known.
public record NeededAction(
    String action,
    Label label,
    List<GrantedResource> resources,
    List<String> seen,
    List<String> seenPatterns,
    boolean areMoreSeen,
    Map<String, String> conditions,
    List<String> regions,
    long calls,
    Instant first,
    Instant last,
    String example,
    Optional<String> reason) {
  public NeededAction {
    requireNonNull(action, "action");
    requireNonNull(label, "label");
    resources = List.copyOf(resources);
    seen = List.copyOf(seen);
    seenPatterns = List.copyOf(seenPatterns);
    conditions = Map.copyOf(conditions);
    regions = List.copyOf(regions);
    requireNonNull(first, "first");
    requireNonNull(last, "last");
    requireNonNull(example, "example");
    requireNonNull(reason, "reason");
  }

  /// `s3` of `s3:GetObject`.
  String service() {
    return action.substring(0, Math.max(0, action.indexOf(':')));
  }
}
