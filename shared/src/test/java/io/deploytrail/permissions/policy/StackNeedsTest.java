package io.deploytrail.permissions.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// However the calls come, the needs are the same.
class StackNeedsTest {
  private static final int SEEDS = 20;

  private static StackPolicies policies(StackNeeds needs) {
    return StackPolicies.of(
        needs,
        new PolicyRequest(
            PolicySplit.READ_AND_WRITE, true, true, new MadeUpFacts(), TrustSource.NONE));
  }

  private static StackNeeds needs(List<StackCall> calls) {
    var needs = new StackNeeds();
    calls.forEach(needs::add);
    return needs;
  }

  @Test
  void orderDuplicatesAndSplitsDoNotMatter() {
    for (var seed = 0; seed < SEEDS; seed++) {
      var calls = new MadeUpStacks(seed).stacks().getFirst().calls();
      var expected = policies(needs(calls));
      var random = new Random(seed);
      var delivered = new ArrayList<>(calls);
      for (var again = calls.size() / 3; again > 0; again--) {
        delivered.add(calls.get(random.nextInt(calls.size())));
      }
      Collections.shuffle(delivered, random);

      assertThat(policies(needs(delivered))).as("seed %d", seed).isEqualTo(expected);

      var parts = List.of(new StackNeeds(), new StackNeeds(), new StackNeeds());
      delivered.forEach(call -> parts.get(random.nextInt(parts.size())).add(call));
      var merged = new StackNeeds();
      parts.forEach(merged::addAll);
      assertThat(policies(merged)).as("seed %d, merged", seed).isEqualTo(expected);
    }
  }

  @Test
  void aCallIsCountedOnceHoweverOftenItComes() {
    var calls =
        new MadeUpCalls()
            .used("update", 1, "s3:CreateBucket", MadeUpCalls.BUCKETS, "arn:aws:s3:::a")
            .used("update", 2, "s3:CreateBucket", MadeUpCalls.BUCKETS, "arn:aws:s3:::a");
    calls.calls.addAll(List.copyOf(calls.calls));

    assertThat(calls.policies().actions())
        .singleElement()
        .satisfies(action -> {
          assertThat(action.calls()).isEqualTo(2);
          assertThat(action.first()).isEqualTo("2026-07-01T00:00:00Z");
          assertThat(action.last()).isEqualTo("2026-07-01T00:01:00Z");
          assertThat(action.example()).isEqualTo("event-0");
        });
    assertThat(calls.needs().runs()).containsExactly(Map.entry("update", 2));
  }
}
