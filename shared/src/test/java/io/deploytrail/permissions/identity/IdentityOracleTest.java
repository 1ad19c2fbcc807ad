package io.deploytrail.permissions.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.trust.Decision;
import java.util.EnumMap;
import org.junit.jupiter.api.Test;

/// Two evaluators, written apart, are of one opinion on policies that nearly fit their requests.
final class IdentityOracleTest {
  private static final int ROUNDS = Integer.getInteger("deploytrail.identity.rounds", 20_000);

  @Test
  void bothEvaluatorsAgree() {
    var seen = new EnumMap<Decision, Integer>(Decision.class);
    for (var seed = 0; seed < ROUNDS; seed++) {
      var made = new RandomIdentity(seed);
      var action = made.action();
      var resource = made.resource();
      var keys = made.keys();
      var policy = made.policy(resource);
      var expected = IdentityOracle.answer(policy, action, resource, keys);

      assertThat(IdentityPolicy.parse(policy.toString()).allows(action, resource, keys))
          .as("seed %d: %s on %s with %s by %s", seed, action, resource, keys, policy)
          .isEqualTo(expected);
      seen.merge(expected, 1, Integer::sum);
    }
    assertThat(seen)
        .hasSize(3)
        .allSatisfy((_, times) -> assertThat(times).isGreaterThan(ROUNDS / 12));
  }
}
