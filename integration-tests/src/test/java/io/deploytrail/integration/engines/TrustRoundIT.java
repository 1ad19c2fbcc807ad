package io.deploytrail.integration.engines;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.trust.Decision;
import java.io.IOException;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/// The truth table of whole policies, asked of somebody else's evaluator: roles that have them, and
/// a token that is let in or refused.
///
/// The emulation compares audience and subject, and knows no policy variables: the cases of these,
/// and those of other tokens and circumstances, are not asked.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TrustRoundIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MiniStack engine = MiniStack.start();
  private final IamClient iam = engine.client(IamClient.builder(), MiniStack.ROOT);
  private final StsClient sts = engine.client(StsClient.builder(), MiniStack.ROOT);

  @AfterAll
  void stop() {
    iam.close();
    sts.close();
    engine.close();
  }

  static Stream<JsonNode> cases() {
    return Stream.of("actions", "principals", "statements", "three-values")
        .flatMap(TrustRoundIT::read)
        .filter(row -> !row.has("try"))
        .filter(row -> !row.path("expected").asText().equals(Decision.UNDECIDED.name()));
  }

  private static Stream<JsonNode> read(String file) {
    try (var rows = TrustRoundIT.class.getResourceAsStream("/trust/policies/" + file + ".json")) {
      return JSON.readTree(rows).valueStream();
    } catch (IOException e) {
      throw new AssertionError(file, e);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whoGetsInIsWhoGetsInThere(JsonNode row) {
    assertThat(letsIn(row.path("policy").toString()))
        .as(row.path("case").asText())
        .isEqualTo(row.path("expected").asText().equals(Decision.YES.name()));
  }

  private boolean letsIn(String policy) {
    var role =
        iam.createRole(request ->
                request.roleName("role-" + UUID.randomUUID()).assumeRolePolicyDocument(policy))
            .role()
            .arn();
    var token =
        UnsignedToken.of(
            "acme", "pulumi:deploy:org:acme:project:web:stack:prod:operation:update:scope:write");
    try {
      sts.assumeRoleWithWebIdentity(request ->
          request.roleArn(role).roleSessionName("pulumi-web-prod").webIdentityToken(token));
      return true;
    } catch (StsException e) {
      assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
      return false;
    }
  }
}
