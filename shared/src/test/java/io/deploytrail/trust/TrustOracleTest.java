package io.deploytrail.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import org.junit.jupiter.api.Test;

/// Two evaluators, written apart and in different styles, are of one opinion on policies that
/// nearly fit their tries.
final class TrustOracleTest {
  private static final int ROUNDS = Integer.getInteger("deploytrail.trust.rounds", 10_000);

  @Test
  void bothEvaluatorsAgree() {
    var seen = new EnumMap<Decision, Integer>(Decision.class);
    for (var seed = 0; seed < ROUNDS; seed++) {
      var made = new RandomTrust(seed);
      var asked = made.asked();
      var policy = made.policy(asked);
      var parsed = TrustPolicy.parse(policy.toString());
      var expected = TrustOracle.answer(policy, asked);

      assertThat(parsed.decide(asked)).as(() -> told(policy, asked)).isEqualTo(expected);
      assertThat(parsed.evaluate(asked).allowed())
          .as(() -> told(policy, asked))
          .isEqualTo(expected);
      seen.merge(expected, 1, Integer::sum);
    }

    // A generator that made one answer only would prove nothing.
    assertThat(seen)
        .hasSize(3)
        .allSatisfy((_, times) -> assertThat(times).isGreaterThan(ROUNDS / 10));
  }

  private static String told(JsonNode policy, Try asked) {
    return "policy %s\ntry %s".formatted(policy.toPrettyString(), asked);
  }
}
