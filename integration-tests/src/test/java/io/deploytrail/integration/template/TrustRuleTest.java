package io.deploytrail.integration.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.event.ruler.JsonRuleCompiler;

/// The rules that pick changes of trust, at home and in members: what they take, and that they are
/// there only if they are wanted.
final class TrustRuleTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> WANTED = Map.of("ReadTrust", "true");
  private static final Map<String, String> MEMBER = Map.of("HomeAccount", "444455556666");

  private final IssuanceRule rule = IssuanceRule.read("TrustRule");

  private static ObjectNode event(String name) {
    var event = JSON.createObjectNode();
    event.put("source", "aws.iam").put("detail-type", "AWS API Call via CloudTrail");
    event.putObject("detail").put("eventSource", "iam.amazonaws.com").put("eventName", name);
    return event;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CreateRole",
        "UpdateAssumeRolePolicy",
        "DeleteRole",
        "CreateOpenIDConnectProvider",
        "AddClientIDToOpenIDConnectProvider",
        "RemoveClientIDFromOpenIDConnectProvider",
        "DeleteOpenIDConnectProvider"
      })
  void whatIamCarriedOutIsPickedAndWhatItRefusedIsNot(String name) throws Exception {
    var refused = event(name);
    refused.withObject("/detail").put("errorCode", "AccessDenied");

    assertThat(JsonRuleCompiler.check(rule.pattern())).isNull();
    assertThat(rule.matches(event(name))).isTrue();
    assertThat(rule.matches(refused)).isFalse();
  }

  @Test
  void otherCallsAndSpoofsAreNotPicked() throws Exception {
    assertThat(rule.matches(event("PutRolePolicy"))).isFalse();
    assertThat(rule.matches(event("GetRole"))).isFalse();
    assertThat(rule.matches(event("CreateRole").put("source", "my.iam"))).isFalse();
    assertThat(rule.matches(event("CreateRole").put("source", "aws.sts"))).isFalse();
    assertThat(rule.matches(event("CreateRole").put("detail-type", "Other"))).isFalse();
  }

  @Test
  void memberForwardsWhatTheHomePicks() {
    var home = Template.read(Template.HOME).properties("TrustRule");
    var member = Template.read(Template.MEMBER).properties("TrustForwardingRule");

    assertThat(member.path("EventPattern")).isEqualTo(home.path("EventPattern"));
    assertThat(member.path("State").asText())
        .isEqualTo("ENABLED")
        .isEqualTo(home.path("State").asText());
    assertThat(member.path("Targets"))
        .isEqualTo(Template.read(Template.MEMBER).properties("ForwardingRule").path("Targets"));
    assertThat(home.path("Targets"))
        .isEqualTo(Template.read(Template.HOME).properties("IssuanceRule").path("Targets"));
  }

  @Test
  void rulesAndTheirAlarmsAreThereIfTheyAreWanted() {
    assertThat(DeployedTemplate.of(Template.HOME, Map.of()).names("AWS::Events::Rule"))
        .containsExactly("IssuanceRule");
    var home = DeployedTemplate.of(Template.HOME, WANTED);
    assertThat(home.names("AWS::Events::Rule")).containsExactly("IssuanceRule", "TrustRule");
    assertThat(home.names("AWS::CloudWatch::Alarm"))
        .contains("TrustRuleFailedAlarm", "TrustRuleLostAlarm");
    assertThat(DeployedTemplate.of(Template.MEMBER, MEMBER).names("AWS::Events::Rule"))
        .containsExactly("ForwardingRule");
    var member =
        DeployedTemplate.of(
            Template.MEMBER, Map.of("HomeAccount", "444455556666", "ReadTrust", "true"));
    assertThat(member.names("AWS::Events::Rule"))
        .containsExactly("ForwardingRule", "TrustForwardingRule");
    assertThat(member.names("AWS::CloudWatch::Alarm"))
        .contains("TrustForwardingRuleFailedAlarm", "TrustForwardingRuleLostAlarm");
  }

  @Test
  void queuesAdmitTheRulesThatAreThere() {
    for (var queue : List.of("IssuanceQueuePolicy", "UndeliveredIssuancesPolicy")) {
      assertThat(senders(DeployedTemplate.of(Template.HOME, Map.of()), queue))
          .containsExactly("[\"IssuanceRule.Arn\"]", "[\"IssuanceRule.Arn\"]");
      assertThat(senders(DeployedTemplate.of(Template.HOME, WANTED), queue))
          .hasSize(2)
          .containsOnly("[\"IssuanceRule.Arn\",\"TrustRule.Arn\"]");
    }
  }

  private static List<String> senders(DeployedTemplate deployed, String policy) {
    return Template.list(deployed.properties(policy).at("/PolicyDocument/Statement")).stream()
        .filter(statement -> statement.path("Action").asText().equals("sqs:SendMessage"))
        .map(statement -> statement.findValue("aws:SourceArn").toString())
        .toList();
  }
}
