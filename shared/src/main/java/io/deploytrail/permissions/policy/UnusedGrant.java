package io.deploytrail.permissions.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// What a policy grants beyond what was seen. It is no advice to take it out: `reason` says why it
/// may be needed still.
///
/// `action` stands as the statement has it; `seen` are those of the seen actions that it includes,
/// where it is a pattern of more.
public record UnusedGrant(
    String statement, String action, Standing standing, List<String> seen, String reason) {
  /// How a grant stands to what was seen.
  public enum Standing {
    /// No call needed it.
    NOT_SEEN,
    /// Calls needed some of what it includes.
    WIDER_THAN_SEEN
  }

  public UnusedGrant {
    requireNonNull(statement, "statement");
    requireNonNull(action, "action");
    requireNonNull(standing, "standing");
    seen = List.copyOf(seen);
    requireNonNull(reason, "reason");
  }
}
