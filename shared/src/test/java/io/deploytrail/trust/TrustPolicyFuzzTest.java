package io.deploytrail.trust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the bytes: a policy, or a reason why not; and nobody gets in by what is no policy. With
/// `JAZZER_FUZZ=1` jazzer looks for such bytes; without, it tries those it has found.
final class TrustPolicyFuzzTest {
  private static final List<Try> TRIES =
      List.of(
          TrustCorpus.USUAL,
          Try.of(
              TrustCorpus.USUAL.provider(), "aws:acme", "pulumi:environments:org:acme:env:<yaml>"),
          new Try(
              Optional.of("arn:aws:iam::111122223333:role/deploy"),
              TrustCorpus.USUAL.provider(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Try.Circumstances.NONE));

  @FuzzTest(maxDuration = "30m", maxExecutions = 10_000_000)
  void anyBytesAreAPolicyOrUnreadable(byte[] bytes) {
    answer(new String(bytes, UTF_8));
  }

  /// The bytes are a condition block of a policy that is one.
  @FuzzTest(maxDuration = "30m", maxExecutions = 10_000_000)
  void anyConditionIsDecidedOrUnreadable(byte[] bytes) {
    answer(
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":\""
            + TrustCorpus.PROVIDER
            + "\"},\"Action\":\"sts:*\",\"Condition\":"
            + new String(bytes, UTF_8)
            + "}}");
  }

  /// The hand-written cases go through the same gate, so that it is seen to let policies pass.
  @ParameterizedTest
  @MethodSource("io.deploytrail.trust.PolicyCorpusTest#cases")
  void whatIsReadHasTheShapeOfAPolicy(JsonNode row) {
    var policy = row.get("policy");
    var text = policy.isTextual() ? policy.textValue() : policy.toString();

    answer(text);
    assertThat(PolicyShape.isPolicy(text))
        .isEqualTo(!row.get("expected").textValue().equals("UNREADABLE"));
  }

  private static void answer(String text) {
    try {
      var policy = TrustPolicy.parse(text);
      for (var asked : TRIES) {
        var trace = policy.evaluate(asked);
        trace.notDecided();
        if (trace.allowed() == Decision.YES && !PolicyShape.isPolicy(text)) {
          throw new IllegalStateException("a try got in by what is no policy: " + text);
        }
        if (policy.decide(asked) != trace.allowed()) {
          throw new IllegalStateException("two answers to one try: " + text);
        }
      }
    } catch (UnreadableTrustPolicyException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
