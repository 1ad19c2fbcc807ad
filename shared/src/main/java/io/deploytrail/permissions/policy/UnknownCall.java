package io.deploytrail.permissions.policy;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/// A call of which no action is known, so that no policy here grants it. `example` is an event id.
public record UnknownCall(
    String name, List<String> reasons, long calls, Instant first, Instant last, String example) {
  public UnknownCall {
    requireNonNull(name, "name");
    reasons = List.copyOf(reasons);
    requireNonNull(first, "first");
    requireNonNull(last, "last");
    requireNonNull(example, "example");
  }
}
