package io.deploytrail.permissions.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.permissions.CallNeeds;
import io.deploytrail.permissions.Label;
import io.deploytrail.permissions.Need;
import io.deploytrail.permissions.identity.IdentityPolicy;
import io.deploytrail.permissions.policy.MadeUpStacks.MadeUpStack;
import io.deploytrail.trust.Decision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// The policies of the first half of a stack's runs, put to the proof by all other calls.
final class PolicyReplayTest {
  private static final int SEEDS = Integer.getInteger("deploytrail.policy.seeds", 12);
  private static final ActionFacts FACTS = new MadeUpFacts();

  /// A request as IAM decides it.
  private record Request(String policy, String action, String resource, Map<String, String> keys) {
    private boolean isAllowed(RolePair policies) {
      return isAllowed(policy.equals("read") ? policies.read() : policies.write());
    }

    private boolean isAllowed(IdentityPolicy policy) {
      return policy.allows(action, resource, keys) == Decision.YES;
    }

    private boolean isMutation() {
      return FACTS.isMutation(action);
    }
  }

  /// What the two roles may do; nothing where there is none.
  private record RolePair(IdentityPolicy read, IdentityPolicy write) {
    private static RolePair of(StackPolicies policies) {
      return new RolePair(of("read", policies), of("write", policies));
    }

    private static IdentityPolicy of(String name, StackPolicies policies) {
      return IdentityPolicy.together(
          policies.roles().stream()
              .filter(role -> role.name().equals(name))
              .flatMap(role -> role.documents().stream())
              .map(document -> IdentityPolicy.parse(document.json().toString()))
              .toList());
    }
  }

  /// Of how many requests something is true.
  private static final class Share {
    private long part;
    private long whole;

    private void add(List<Request> requests, Predicate<Request> isPart) {
      part += requests.stream().filter(isPart).count();
      whole += requests.size();
    }

    private void add(Share other) {
      part += other.part;
      whole += other.whole;
    }

    private double percent() {
      return 100.0 * part / whole;
    }

    @Override
    public String toString() {
      return "%.2f %% of %d".formatted(percent(), whole);
    }
  }

  private static RolePair policies(List<StackCall> calls) {
    var needs = new StackNeeds();
    calls.forEach(needs::add);
    return RolePair.of(
        StackPolicies.of(
            needs,
            new PolicyRequest(PolicySplit.READ_AND_WRITE, false, false, FACTS, TrustSource.NONE)));
  }

  /// Those that AWS allowed.
  private static List<Request> requests(List<StackCall> calls) {
    var requests = new ArrayList<Request>();
    for (var call : calls) {
      if (call.needs() instanceof CallNeeds.Needs(var needs)) {
        needs.stream()
            .filter(need -> need.label() != Label.REFUSED)
            .forEach(need -> requests.add(request(call, need)));
      }
    }
    return requests;
  }

  private static Request request(StackCall call, Need need) {
    var keys = new HashMap<>(need.conditions());
    keys.put("aws:RequestedRegion", call.region());
    return new Request(
        PolicySplit.READ_AND_WRITE.policyOf(call.operation().orElse("")),
        need.action(),
        need.resources().getFirst().arn(),
        keys);
  }

  private static List<StackCall> half(MadeUpStack stack, boolean isFirst) {
    var calls = stack.calls();
    var middle = calls.get(calls.size() / 2).run();
    var at = calls.stream().map(StackCall::run).toList().indexOf(middle);
    return isFirst ? calls.subList(0, at) : calls.subList(at, calls.size());
  }

  /// The shares are of all worlds together: where a resource is replaced for the first time, all
  /// calls about its successor are refused, and where an id was seen in one run only, its type is
  /// granted. One stack's share may be far from the others'.
  @Test
  void whatWasUsedIsAllowedAndWhatOthersUsedIsNot() {
    var later = new Share();
    var ofOthers = new Share();
    var worst = 100.0;
    for (var seed = 0; seed < SEEDS; seed++) {
      var stacks = new MadeUpStacks(seed).stacks();
      var mutations = new HashMap<String, List<Request>>();
      stacks.forEach(stack ->
          mutations.put(
              stack.name(), requests(stack.calls()).stream().filter(Request::isMutation).toList()));
      for (var stack : stacks) {
        var where = "seed %d, stack %s".formatted(seed, stack.name());
        var policies = policies(half(stack, true));

        assertThat(requests(half(stack, true)))
            .as(where)
            .isNotEmpty()
            .allMatch(request -> request.isAllowed(policies));
        var ofStack = new Share();
        ofStack.add(requests(half(stack, false)), request -> request.isAllowed(policies));
        later.add(ofStack);
        worst = Math.min(worst, ofStack.percent());
        mutations.forEach((name, ofOther) -> {
          assertThat(ofOther).as(where).noneMatch(each -> each.isAllowed(policies.read()));
          if (!name.equals(stack.name())) {
            ofOthers.add(ofOther, request -> !request.isAllowed(policies.write()));
          }
        });
      }
    }
    System.out.printf(
        "policy replay, seeds 0 to %d: %s later calls allowed (%.2f %% in the worst stack), %s mutations"
            + " of others refused%n",
        SEEDS - 1, later, worst, ofOthers);
    assertThat(later.percent()).isGreaterThanOrEqualTo(99);
    assertThat(ofOthers.percent()).isGreaterThanOrEqualTo(95);
  }

  /// What a policy granted for the calls that it was made of, the next one grants too: evidence
  /// that narrows a resource never takes one away that was seen.
  @Test
  void aFurtherCallTakesNothingAwayThatWasSeen() {
    for (var seed = 0; seed < SEEDS; seed++) {
      var calls = new ArrayList<>(new MadeUpStacks(seed).stacks().getFirst().calls());
      Collections.shuffle(calls, new Random(seed));
      for (var count = 1; count < calls.size(); count += 1 + count / 4) {
        var known = calls.subList(0, count);
        var policies = policies(known);

        assertThat(requests(known))
            .as("seed %d, %d calls", seed, count)
            .allMatch(request -> request.isAllowed(policies));
      }
    }
  }
}
