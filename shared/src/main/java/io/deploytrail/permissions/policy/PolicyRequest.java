package io.deploytrail.permissions.policy;

import static java.util.Objects.requireNonNull;

/// How a stack's policies are asked for. `withCounterparts` adds what undoes and reads back what
/// the stack made, `withRefused` what AWS refused it.
public record PolicyRequest(
    PolicySplit split,
    boolean withCounterparts,
    boolean withRefused,
    ActionFacts facts,
    TrustSource trust) {
  public PolicyRequest {
    requireNonNull(split, "split");
    requireNonNull(facts, "facts");
    requireNonNull(trust, "trust");
  }
}
