package io.deploytrail.integration.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// That template-member.yaml forwards what template.yaml indexes, and may do nothing else.
final class MemberTemplateTest {
  private static final String HOME_BUS =
      "arn:${AWS::Partition}:events:${HomeRegion}:${HomeAccount}:event-bus/default";

  private final Template home = Template.read(Template.HOME);
  private final Template member = Template.read(Template.MEMBER);

  private static JsonNode only(JsonNode array) {
    assertThat(array).hasSize(1);
    return array.get(0);
  }

  @Test
  void forwardingRulePicksWhatTheHomeRulePicks() {
    for (var property : List.of("EventPattern", "State")) {
      assertThat(member.properties("ForwardingRule").path(property))
          .isEqualTo(home.properties("IssuanceRule").path(property));
    }
    assertThat(member.parameter("Provider").path("Default"))
        .isEqualTo(home.parameter("Provider").path("Default"));
    assertThat(member.parameter("Provider").path("AllowedPattern"))
        .isEqualTo(home.parameter("Provider").path("AllowedPattern"));
  }

  @Test
  void eventsGoStraightToTheHomeBus() {
    var target = only(member.properties("ForwardingRule").path("Targets"));

    assertThat(target.path("Arn").asText()).isEqualTo(HOME_BUS);
    assertThat(target.path("RoleArn").asText()).isEqualTo("ForwardingRole.Arn");
    assertThat(target.at("/DeadLetterConfig/Arn").asText()).isEqualTo("UndeliveredIssuances.Arn");
    // Nothing may change the event on its way.
    assertThat(List.of("Input", "InputPath", "InputTransformer")).noneMatch(target::has);
  }

  @Test
  void forwardingRoleMayOnlyPutEventsOnTheHomeBus() {
    var role = member.properties("ForwardingRole");
    assertThat(role.has("ManagedPolicyArns")).isFalse();

    var may = only(only(role.path("Policies")).at("/PolicyDocument/Statement"));
    assertThat(may.path("Action").asText()).isEqualTo("events:PutEvents");
    assertThat(may.path("Resource").asText()).isEqualTo(HOME_BUS);
  }

  @Test
  void forwardingRoleServesItsRulesAlone() {
    rolesAndQueueServe(Map.of(), "ForwardingRule");
    rolesAndQueueServe(Map.of("ReadTrust", "true"), "ForwardingRule", "TrustForwardingRule");
  }

  private static void rolesAndQueueServe(Map<String, String> parameters, String... names) {
    var all = new HashMap<>(parameters);
    all.put("HomeAccount", "444455556666");
    var member = DeployedTemplate.of(Template.MEMBER, all);
    var trust = only(member.properties("ForwardingRole").at("/AssumeRolePolicyDocument/Statement"));
    var rules =
        Stream.of(names)
            .map(name ->
                "arn:aws:events:us-east-1:111122223333:rule/"
                    + member.properties(name).path("Name").asText())
            .toList();

    assertThat(trust.at("/Principal").toString())
        .isEqualTo("{\"Service\":\"events.amazonaws.com\"}");
    assertThat(trust.at("/Action").asText()).isEqualTo("sts:AssumeRole");
    assertThat(trust.at("/Condition/StringEquals/aws:SourceAccount").asText())
        .isEqualTo("111122223333");
    assertThat(Template.list(trust.at("/Condition/ArnEquals/aws:SourceArn")))
        .extracting(JsonNode::asText)
        .isEqualTo(rules);
    for (var statement :
        Template.list(
            member.properties("UndeliveredIssuancesPolicy").at("/PolicyDocument/Statement"))) {
      if (statement.path("Action").asText().equals("sqs:SendMessage")) {
        assertThat(Template.list(statement.findValue("aws:SourceArn")))
            .extracting(JsonNode::asText)
            .isEqualTo(rules);
      }
    }
  }

  @Test
  void undeliveredEventsAreKeptAndToldAsAtHome() {
    for (var resource : List.of("UndeliveredIssuances", "UndeliveredIssuancesAlarm")) {
      assertThat(withoutDescription(member.properties(resource)))
          .isEqualTo(withoutDescription(home.properties(resource)));
    }
  }

  private static JsonNode withoutDescription(JsonNode properties) {
    return ((ObjectNode) properties).without("AlarmDescription");
  }

  /// The one permission of that resource: to put events on the home stack's own default bus.
  private JsonNode admission(String resource, String condition, String parameter) {
    assertThat(home.at("/Resources/" + resource + "/Condition").asText()).isEqualTo(condition);
    // !Not [!Equals [!Ref parameter, ""]]
    assertThat(home.at("/Conditions/" + condition).toString())
        .isEqualTo("[[\"" + parameter + "\",\"\"]]");
    assertThat(home.parameter(parameter).path("Default").asText()).isEmpty();

    var statement = home.properties(resource).path("Statement");
    assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
    assertThat(statement.path("Action").asText()).isEqualTo("events:PutEvents");
    assertThat(statement.path("Resource").asText())
        .isEqualTo(
            HOME_BUS
                .replace("${HomeRegion}", "${AWS::Region}")
                .replace("${HomeAccount}", "${AWS::AccountId}"));
    assertThat(statement.at("/Condition/ArnLike/aws:PrincipalArn").asText())
        .isEqualTo(
            "arn:${AWS::Partition}:iam::*:role"
                + member.properties("ForwardingRole").path("Path").asText()
                + "*");
    return statement;
  }

  @Test
  void homeBusAdmitsTheForwardingRolesOfNamedAccounts() {
    var statement = admission("MemberAccountsMayForward", "AdmitsAccounts", "MemberAccounts");

    // !Split [" ", !Ref MemberAccounts]
    assertThat(statement.path("Principal").toString())
        .isEqualTo("{\"AWS\":[\" \",\"MemberAccounts\"]}");
  }

  @Test
  void homeBusAdmitsTheForwardingRolesOfOneOrganization() {
    var statement =
        admission("MemberOrganizationMayForward", "AdmitsOrganization", "MemberOrganization");

    assertThat(statement.path("Principal").asText()).isEqualTo("*");
    assertThat(statement.at("/Condition/StringEquals/aws:PrincipalOrgID").asText())
        .isEqualTo("MemberOrganization");
  }

  @Test
  void homeBusAdmitsNobodyElse() {
    var admissions =
        Template.list(home.at("/Resources")).stream()
            .filter(
                resource -> resource.path("Type").asText().equals("AWS::Events::EventBusPolicy"))
            .toList();

    assertThat(admissions).hasSize(2).allMatch(admission -> admission.has("Condition"));
  }

  @Test
  void nothingForwardsInTheHomeRegionOfTheHomeAccount() {
    for (var resource : List.of("ForwardingRule", "ForwardingRole", "UndeliveredIssuancesAlarm")) {
      assertThat(member.at("/Resources/" + resource + "/Condition").asText())
          .isEqualTo("IsElsewhere");
    }
  }

  @Test
  void homeIsThisAccountInThisRegion() {
    // !Not [!And [!Equals [!Ref HomeAccount, !Ref AWS::AccountId], !Equals [!Ref HomeRegion, …]]]
    assertThat(member.at("/Conditions/IsElsewhere").toString())
        .isEqualTo("[[[\"HomeAccount\",\"AWS::AccountId\"],[\"HomeRegion\",\"AWS::Region\"]]]");
  }

  @ParameterizedTest
  @CsvSource({
    "MemberAccounts, ''",
    "MemberAccounts, 111122223333",
    "MemberAccounts, 111122223333 444455556666",
    "MemberOrganization, ''",
    "MemberOrganization, o-a1b2c3d4e5",
  })
  void membersAreAccountsAndAnOrganization(String parameter, String value) {
    assertThat(home.takes(parameter, value)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "MemberAccounts, *",
    "MemberAccounts, 11112222333",
    "MemberAccounts, '111122223333,444455556666'",
    "MemberAccounts, '111122223333 '",
    "MemberOrganization, *",
    "MemberOrganization, o-*",
    "MemberOrganization, 111122223333",
    "MemberOrganization, o-a1b2c3d4e5 o-a1b2c3d4e6",
  })
  void membersAreNothingElse(String parameter, String value) {
    assertThat(home.takes(parameter, value)).isFalse();
  }

  /// The bus's policy has 10,240 characters ("Amazon EventBridge quotas"), and an account's
  /// principal in it some 34.
  @Test
  void membersByNameFitIntoTheBusPolicy() {
    var hundred = String.join(" ", Collections.nCopies(100, "111122223333"));

    assertThat(home.takes("MemberAccounts", hundred)).isTrue();
    assertThat(home.takes("MemberAccounts", hundred + " 444455556666")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:sns:us-east-1:111122223333:alarms, true",
    "arn:aws:sns:eu-west-1:111122223333:alarms, false",
    "'', false",
  })
  void alarmsNotifyATopicOfTheirRegionAlone(String topic, boolean isNotified) {
    var alarm =
        DeployedTemplate.of(
                Template.MEMBER, Map.of("HomeAccount", "111122223333", "AlarmTopicArn", topic))
            .properties("UndeliveredIssuancesAlarm");

    assertThat(alarm.has("AlarmActions")).isEqualTo(isNotified);
    assertThat(alarm.has("OKActions")).isEqualTo(isNotified);
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-east-1", "ap-southeast-2", "us-gov-west-1", "cn-north-1"})
  void homeIsInARegion(String region) {
    assertThat(member.takes("HomeRegion", region)).isTrue();
  }

  @Test
  void homeIsOneAccountAndRegion() {
    assertThat(member.parameter("HomeAccount").has("Default")).isFalse();
    assertThat(member.takes("HomeAccount", "111122223333")).isTrue();
    for (var wrong : List.of("", "*", "11112222333", "111122223333 444455556666")) {
      assertThat(member.takes("HomeAccount", wrong)).as(wrong).isFalse();
      assertThat(member.takes("HomeRegion", wrong)).as(wrong).isFalse();
    }
    assertThat(member.takes("HomeRegion", "us-east-1a")).isFalse();
  }
}
