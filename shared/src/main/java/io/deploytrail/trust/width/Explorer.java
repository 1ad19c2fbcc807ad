package io.deploytrail.trust.width;

import static java.util.Objects.requireNonNull;

import io.deploytrail.pulumi.ProviderArn;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.width.PolicyReading.Exactness;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Explores what a role's policy lets in, all of Pulumi's providers together, as exactly as the
/// budget allows.
final class Explorer {
  /// For each exactness; a second, whatever the policy.
  static final long MOST_STEPS = 40_000_000;

  private final RatedRole role;
  private final Map<Exactness, Exploration.Budget> budgets = new EnumMap<>(Exactness.class);
  private boolean isExact = true;

  Explorer(RatedRole role) {
    this.role = role;
    for (var exactness : Exactness.values()) {
      // Without patterns there is little to explore, and that must not fail.
      var steps = exactness == Exactness.NOTHING ? Long.MAX_VALUE : MOST_STEPS;
      budgets.put(exactness, new Exploration.Budget(steps));
    }
  }

  /// Whether all of it was explored exactly.
  boolean isExact() {
    return isExact;
  }

  List<LetIn> explore(TrustPolicy policy, List<TokenForm> forms) {
    var all = new ArrayList<LetIn>();
    for (var provider : role.providers(policy)) {
      var machines = new EnumMap<Exactness, PolicyMachine>(Exactness.class);
      for (var form : forms) {
        all.add(explore(policy, provider, form, machines));
      }
    }
    return all;
  }

  private LetIn explore(
      TrustPolicy policy,
      ProviderArn provider,
      TokenForm form,
      Map<Exactness, PolicyMachine> machines) {
    for (var exactness : Exactness.values()) {
      var machine =
          machines.computeIfAbsent(
              exactness,
              _ -> new PolicyMachine(PolicyReading.of(policy, role.arn(), provider, exactness)));
      var budget = requireNonNull(budgets.get(exactness), "budget");
      var letIn = Exploration.explore(form, machine, budget);
      if (letIn.isPresent()) {
        isExact &= exactness == Exactness.ALL;
        return letIn.get();
      }
    }
    throw new IllegalStateException(
        "a form of tokens was expected to be smaller than " + Exploration.MOST_NODES);
  }
}
