package io.deploytrail.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole policies, each beside its nearest neighbour that is answered otherwise: `trust/policies`.
final class PolicyCorpusTest {
  static Stream<JsonNode> cases() {
    return TrustCorpus.entries("policies");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void policyIsAnsweredAsTheCaseSays(JsonNode row) {
    assertThat(answer(row)).as(row.toString()).isEqualTo(row.get("expected").textValue());
  }

  private static String answer(JsonNode row) {
    var policy = row.get("policy");
    var asked = TrustCorpus.asked(row.path("try"));
    try {
      var parsed = TrustPolicy.parse(policy.isTextual() ? policy.textValue() : policy.toString());
      assertThat(parsed.decide(asked)).isEqualTo(parsed.evaluate(asked).allowed());
      return parsed.decide(asked).name();
    } catch (UnreadableTrustPolicyException e) {
      assertThat(e.getMessage()).isNotBlank();
      return "UNREADABLE";
    }
  }
}
