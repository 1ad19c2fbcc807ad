package io.deploytrail.calls;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cloudtrail.PrincipalId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a session only read: its actions, each once, such as `s3:GetObject`.
///
/// `principal` is the session's own, which differs from the root's in a chain.
public record SessionReads(PrincipalId principal, Optional<Instant> created, Set<String> actions) {
  public SessionReads {
    requireNonNull(principal, "principal");
    requireNonNull(created, "created");
    actions = new TreeSet<>(actions);
  }
}
