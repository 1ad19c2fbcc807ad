package io.deploytrail.integration.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What template.yaml makes of `ReadIam`: three permissions of one function, and nothing without
/// it.
final class ReadIamTest {
  private static final DeployedTemplate WITHOUT = DeployedTemplate.of(Template.HOME, Map.of());
  private static final DeployedTemplate WANTED =
      DeployedTemplate.of(Template.HOME, Map.of("ReadIam", "true"));

  /// The statements with an action of IAM, and the resource that each is on.
  private static List<String> permissions(JsonNode role) {
    return Template.list(role.path("Policies")).stream()
        .flatMap(policy -> Template.list(policy.at("/PolicyDocument/Statement")).stream())
        .flatMap(statement ->
            actions(statement.path("Action"))
                .filter(action -> action.startsWith("iam:") || action.contains("*"))
                .map(action -> action + " on " + statement.path("Resource").asText()))
        .toList();
  }

  private static Stream<String> actions(JsonNode action) {
    return action.isTextual()
        ? Stream.of(action.asText())
        : Template.list(action).stream().map(JsonNode::asText);
  }

  private static List<String> ofAllRoles(DeployedTemplate deployed) {
    return deployed.names("AWS::IAM::Role").stream()
        .flatMap(role -> permissions(deployed.properties(role)).stream())
        .toList();
  }

  private static String variable(DeployedTemplate deployed) {
    return deployed
        .properties("QueryDeploymentsFunction")
        .at("/Environment/Variables/READ_IAM")
        .asText();
  }

  @Test
  void withoutItNobodyReadsIam() {
    assertThat(ofAllRoles(WITHOUT)).isEmpty();
    assertThat(variable(WITHOUT)).isEqualTo("false");
  }

  @Test
  void withItTheQueryFunctionAloneReadsRolesAndProvidersOfItsAccount() {
    assertThat(permissions(WANTED.properties("QueryDeploymentsRole")))
        .containsExactly(
            "iam:GetRole on arn:aws:iam::111122223333:role/*",
            "iam:GetOpenIDConnectProvider on arn:aws:iam::111122223333:oidc-provider/*",
            "iam:ListOpenIDConnectProviders on *");
    assertThat(ofAllRoles(WANTED)).hasSize(3);
    assertThat(variable(WANTED)).isEqualTo("true");
  }

  @Test
  void aChangedParameterMakesANewVersionOfTheFunction() {
    assertThat(WANTED.properties("Configuration").path("Content").asText())
        .contains("ReadIam true");
    assertThat(WITHOUT.properties("Configuration").path("Content").asText())
        .contains("ReadIam false");
  }
}
