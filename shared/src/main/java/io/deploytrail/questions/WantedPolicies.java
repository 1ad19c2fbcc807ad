package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.permissions.identity.IdentityPolicy;
import io.deploytrail.permissions.policy.PolicySplit;
import java.util.Optional;
import java.util.Set;

/// How a stack's policies are asked for: by its runs of these operations, or of all, and split in
/// that way. `withCounterparts` adds what undoes and reads back what it made, `withRefused` what
/// AWS refused it. `given` is the policy that it has, to be compared.
public record WantedPolicies(
    Set<String> operations,
    PolicySplit split,
    boolean withCounterparts,
    boolean withRefused,
    Optional<IdentityPolicy> given) {
  public WantedPolicies {
    operations = Set.copyOf(operations);
    requireNonNull(split, "split");
    requireNonNull(given, "given");
  }
}
