package io.deploytrail.permissions.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.Wildcards;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What a policy allows: hand-written cases, each an entry of a file.
final class IdentityPolicyTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String FILE = "/permissions/identity-policies.json";

  static Stream<JsonNode> cases() throws IOException {
    try (var file = IdentityPolicyTest.class.getResourceAsStream(FILE)) {
      return StreamSupport.stream(JSON.readTree(file).spliterator(), false);
    }
  }

  private static String policy(JsonNode row) {
    ObjectNode policy = JSON.createObjectNode();
    policy.put("Version", row.path("version").asText("2012-10-17"));
    policy.set("Statement", row.get("statements"));
    return policy.toString();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aCaseIsDecided(JsonNode row) {
    if (row.get("expected").textValue().equals("UNREADABLE")) {
      assertThatThrownBy(() -> IdentityPolicy.parse(policy(row)))
          .isInstanceOf(UnreadableIdentityPolicyException.class)
          .hasMessageContaining(row.get("says").textValue());
      return;
    }
    Map<String, String> keys = new HashMap<>();
    row.path("keys").properties().forEach(key -> keys.put(key.getKey(), key.getValue().asText()));

    assertThat(
            IdentityPolicy.parse(policy(row))
                .allows(row.get("action").textValue(), row.get("resource").textValue(), keys))
        .isEqualTo(Decision.valueOf(row.get("expected").textValue()));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:a:b/*, arn:a:b/*, YES",
    "arn:a:b/*, arn:a:b/c-*, YES",
    "arn:a:b/c-*, arn:a:b/*, NO",
    "arn:a:b/????????, arn:a:b/*, NO",
    "arn:a:b/?*, arn:a:b/*, NO",
    "arn:a:b/c, arn:a:b/c*, NO",
    "arn:a:*/c, arn:a:b/*/c, YES",
    "arn:a:b/c, arn:a:b/?, NO",
    "arn:a:b/?, arn:a:b/?, YES",
    "*, arn:a:b/*, YES",
    "arn:a:*, *, NO",
  })
  void aPatternIsAllowedWhereOneTakesAllOfItIn(String granted, String needed, Decision expected) {
    var policy =
        IdentityPolicy.parse(
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"a:B\",\"Resource\":\"%s\"}}"
                .formatted(granted));

    assertThat(policy.allowsAll("a:B", Wildcards.of(needed), Map.of())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:a:b/*, NO",
    "*, NO",
    "arn:a:b/secret, UNDECIDED",
    "arn:a:b/se*, UNDECIDED",
    "arn:*-secret, UNDECIDED",
    "arn:?:*/x?, UNDECIDED",
    "arn:a:b, YES",
    "arn:*c, UNDECIDED",
    "aws:*, YES",
    "arn:a:c/*, YES"
  })
  void aDenyOfAPartLeavesItUndecided(String denied, Decision expected) {
    var policy =
        IdentityPolicy.parse(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"a:*\",\"Resource\":\"*\"},{\"Effect\":\"Deny\",\"Action\":\"a:B\",\"Resource\":\"%s\"}]}"
                .formatted(denied));

    assertThat(policy.allowsAll("a:B", Wildcards.of("arn:a:b/*"), Map.of())).isEqualTo(expected);
  }

  @Test
  void whatPrintsAPolicyIsReadToo() {
    var document =
        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"a:B\",\"Resource\":\"*\"}}";
    var encoded = document.replace("{", "%7B").replace("\"", "%22");
    var denying = document.replace("Allow", "Deny");

    for (var file :
        new String[] {
          document,
          encoded,
          "[" + document + "]",
          "{\"PolicyVersion\":{\"VersionId\":\"v1\",\"Document\":" + document + "}}",
          "{\"PolicyVersion\":{\"Document\":\"" + encoded + "\"}}",
          "{\"RoleName\":\"r\",\"PolicyName\":\"p\",\"PolicyDocument\":" + document + "}",
          "{\"read\":" + document + "}",
        }) {
      assertThat(IdentityPolicyFile.read(file).allows("a:B", "*", Map.of()))
          .as(file)
          .isEqualTo(Decision.YES);
    }
    assertThat(
            IdentityPolicyFile.read(
                    "[{\"PolicyDocument\":" + document + "},{\"PolicyDocument\":" + denying + "}]")
                .allows("a:B", "*", Map.of()))
        .isEqualTo(Decision.NO);
    assertThat(
            IdentityPolicyFile.read("{\"read\":" + document + ",\"write\":" + denying + "}")
                .allows("a:B", "*", Map.of()))
        .isEqualTo(Decision.NO);
    for (var other :
        new String[] {
          "", "{}", "7", "null", "[{}]", "{\"Policies\":[]}", "{\"read\":{}}", "Version:"
        }) {
      assertThatThrownBy(() -> IdentityPolicyFile.read(other))
          .isInstanceOf(UnreadableIdentityPolicyException.class)
          .hasMessageStartingWith("an identity policy, what aws iam get-policy-version");
    }
  }
}
