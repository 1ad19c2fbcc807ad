package io.deploytrail.trust.width;

import static java.util.Objects.requireNonNull;

import io.deploytrail.trust.TrustPolicy;
import java.util.List;
import java.util.Optional;

/// What a narrowest policy is asked for: what was used, one's own organizations (none: not known),
/// and the policy in force, if it is known.
public record NarrowRequest(
    RatedRole role,
    List<UsedSubject> used,
    List<String> organizations,
    Optional<TrustPolicy> present,
    NarrowStep step) {
  public NarrowRequest {
    requireNonNull(role, "role");
    used = List.copyOf(used);
    organizations = List.copyOf(organizations);
    requireNonNull(present, "present");
    requireNonNull(step, "step");
  }
}
