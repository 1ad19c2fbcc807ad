package io.deploytrail.integration.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import software.amazon.event.ruler.JsonRuleCompiler;

/// The rule of template.yaml, on the engine that EventBridge uses.
final class RuleTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROVIDER =
      "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc";

  private final IssuanceRule rule = IssuanceRule.read();

  private boolean matches(JsonNode event) throws Exception {
    return rule.matches(event);
  }

  @Test
  void ruleTakesManagementEvents() {
    assertThat(rule.state()).isEqualTo("ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS");
  }

  private static ObjectNode event(String name) {
    var event = JSON.createObjectNode();
    event
        .put("source", "aws.sts")
        .put("detail-type", "AWS API Call via CloudTrail")
        .put("account", "111122223333");
    event.putObject("detail").put("eventSource", "sts.amazonaws.com").put("eventName", name);
    return event;
  }

  private static ObjectNode root(String provider) {
    var event = event("AssumeRoleWithWebIdentity");
    event
        .withObject("/detail")
        .putObject("userIdentity")
        .put("type", "WebIdentityUser")
        .put("identityProvider", provider);
    return event;
  }

  private static ObjectNode link(String provider) {
    return link("AssumeRole", provider);
  }

  private static ObjectNode link(String name, String provider) {
    var event = event(name);
    event
        .withObject("/detail/userIdentity/sessionContext/webIdFederationData")
        .put("federatedProvider", provider);
    return event;
  }

  @Test
  void patternIsOneThatEventBridgeTakes() throws Exception {
    assertThat(JsonRuleCompiler.check(rule.pattern())).isNull();
  }

  @Test
  void issuancesRefusalsAndFirstHopsArePicked() throws Exception {
    var denied = root(PROVIDER);
    denied.withObject("/detail").put("errorCode", "AccessDenied").putNull("responseElements");

    assertThat(matches(root(PROVIDER))).isTrue();
    assertThat(matches(root(PROVIDER.replace("arn:aws:", "arn:aws-us-gov:")))).isTrue();
    assertThat(matches(denied)).isTrue();
    assertThat(matches(link(PROVIDER))).isTrue();
    assertThat(matches(link("AssumeRoot", PROVIDER))).isTrue();
  }

  @Test
  void eventsForwardedFromOtherAccountsAndRegionsArePicked() throws Exception {
    var forwarded = root(PROVIDER.replace("111122223333", "444455556666"));
    forwarded.put("account", "444455556666").put("region", "eu-west-1");

    assertThat(matches(forwarded)).isTrue();
  }

  @Test
  void lookAlikesAndSpoofsAreNot() throws Exception {
    assertThat(matches(root(PROVIDER + "/v2"))).isFalse();
    assertThat(matches(root(PROVIDER.replace("api.pulumi", "evil-api.pulumi")))).isFalse();
    assertThat(matches(link(PROVIDER + "/v2"))).isFalse();
    assertThat(matches(event("AssumeRole"))).isFalse();
    assertThat(matches(event("AssumeRoot"))).isFalse();
    assertThat(matches(link("GetCallerIdentity", PROVIDER))).isFalse();
    assertThat(matches(root(PROVIDER).put("source", "my.sts"))).isFalse();
    assertThat(matches(root(PROVIDER).put("detail-type", "Something else"))).isFalse();
  }
}
