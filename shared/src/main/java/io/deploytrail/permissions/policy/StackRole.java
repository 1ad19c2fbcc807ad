package io.deploytrail.permissions.policy;

import static java.util.Objects.requireNonNull;

import io.deploytrail.trust.TrustPolicy;
import java.util.List;
import java.util.Optional;

/// What one role is to have: its documents, whom it is to trust, and the actions that it needs.
///
/// `name` is `read`, `write` or an operation, with the role's name behind it where calls were
/// signed on a chain of roles. `role` is the ARN of the role that has it now, where that is known.
public record StackRole(
    String name,
    Optional<String> role,
    List<PolicyDocument> documents,
    List<TrustPolicy> trust,
    List<NeededAction> actions) {
  public StackRole {
    requireNonNull(name, "name");
    requireNonNull(role, "role");
    documents = List.copyOf(documents);
    trust = List.copyOf(trust);
    actions = List.copyOf(actions);
  }
}
