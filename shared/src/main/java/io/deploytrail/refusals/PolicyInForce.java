package io.deploytrail.refusals;

import static java.util.Objects.requireNonNull;

import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.refusal.Certainty;
import java.util.List;
import java.util.Optional;

/// What is known of a role's trust at the time of a try.
public sealed interface PolicyInForce {
  /// The policy, how sure it is that it was in force then, and the sentences that say why.
  record Policy(TrustPolicy policy, Certainty certainty, List<String> evidence)
      implements PolicyInForce {
    public Policy {
      requireNonNull(policy, "policy");
      requireNonNull(certainty, "certainty");
      evidence = List.copyOf(evidence);
    }
  }

  /// There was no such role.
  record NoRole(Certainty certainty, String evidence) implements PolicyInForce {
    public NoRole {
      requireNonNull(certainty, "certainty");
      requireNonNull(evidence, "evidence");
    }
  }

  /// No policy is known; the sentence says what was looked for.
  record NotKnown(Optional<String> reason) implements PolicyInForce {
    public NotKnown {
      requireNonNull(reason, "reason");
    }
  }
}
