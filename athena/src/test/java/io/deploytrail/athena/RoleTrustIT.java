package io.deploytrail.athena;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The history of roles' trust, and which policy was in force at a refusal.
class RoleTrustIT {
  private static final String PROVIDER =
      "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc";

  @TempDir static Path folder;
  private static Engine engine;

  @BeforeAll
  static void deliver() {
    var files = new LogFiles(folder);
    files.deliver(
        "2026/11/10",
        "old",
        iam(
            "made",
            "2026-11-10T09:00:00Z",
            "CreateRole",
            "{'roleName':'Deploy','path':'/ci/','assumeRolePolicyDocument':'one'}",
            "{'role':{'roleName':'Deploy','arn':'arn:aws:iam::111122223333:role/ci/Deploy','assumeRolePolicyDocument':'o%20ne'}}"),
        iam(
            "twin-a",
            "2026-11-10T09:00:00Z",
            "UpdateAssumeRolePolicy",
            "{'roleName':'twin','policyDocument':'a'}",
            "null"),
        iam(
            "twin-b",
            "2026-11-10T09:00:00Z",
            "UpdateAssumeRolePolicy",
            "{'roleName':'twin','policyDocument':'b'}",
            "null"));
    files.deliver(
        "2026/11/20",
        "file",
        iam(
            "set",
            "2026-11-20T09:00:00Z",
            "UpdateAssumeRolePolicy",
            "{'roleName':'deploy','policyDocument':'two'}",
            "null"),
        iam(
                "failed",
                "2026-11-20T09:00:01Z",
                "UpdateAssumeRolePolicy",
                "{'roleName':'deploy','policyDocument':'{'}",
                "null")
            .replace("\"readOnly\"", "\"errorCode\":\"AccessDenied\",\"readOnly\""),
        iam(
            "answer",
            "2026-11-20T09:00:02Z",
            "CreateRole",
            "null",
            "{'role':{'roleName':'answer','assumeRolePolicyDocument':'x%20y+z'}}"),
        iam("gone", "2026-11-20T12:00:00Z", "DeleteRole", "{'roleName':'deploy'}", "null"),
        iam(
            "other",
            "2026-11-20T12:00:01Z",
            "PutRolePolicy",
            "{'roleName':'deploy','policyDocument':'p'}",
            "null"),
        refused("early", "2026-11-20T08:00:00Z", "ci/deploy", "acme"),
        refused("middle", "2026-11-20T10:00:00Z", "ci/deploy", "Acme"),
        refused("late", "2026-11-20T13:00:00Z", "ci/deploy", "acme"),
        refused("twins", "2026-11-20T10:00:00Z", "twin", "acme"),
        refused("unknown", "2026-11-20T10:00:00Z", "unknown", "acme"));
    // CloudTrail may deliver twice.
    files.deliver(
        "2026/11/20",
        "again",
        iam(
            "set",
            "2026-11-20T09:00:00Z",
            "UpdateAssumeRolePolicy",
            "{'roleName':'deploy','policyDocument':'two'}",
            "null"));
    engine = files.engine(Configuration.DEFAULT.withOrganizations("acme"));
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  private static String iam(String id, String time, String name, String request, String answer) {
    return """
    {"eventVersion":"1.11","eventID":"%s","eventTime":"%s","eventSource":"iam.amazonaws.com","eventName":"%s",
     "awsRegion":"us-east-1","recipientAccountId":"111122223333","readOnly":false,
     "userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/jane","accountId":"111122223333"},
     "requestParameters":%s,"responseElements":%s}
    """
        .formatted(id, time, name, request.replace('\'', '"'), answer.replace('\'', '"'));
  }

  private static String refused(String id, String time, String role, String audience) {
    var subject = "pulumi:deploy:org:acme:project:web:stack:prod:operation:update:scope:write";
    return """
    {"eventVersion":"1.11","eventID":"%s","eventTime":"%s","eventSource":"sts.amazonaws.com","eventName":"AssumeRoleWithWebIdentity",
     "awsRegion":"us-east-1","recipientAccountId":"111122223333","readOnly":true,"errorCode":"AccessDenied",
     "errorMessage":"An unknown error occurred",
     "userIdentity":{"type":"WebIdentityUser","principalId":"%s:%s:%s","userName":"%s","identityProvider":"%s"},
     "requestParameters":{"roleArn":"arn:aws:iam::111122223333:role/%s","roleSessionName":"%s"},"responseElements":null}
    """
        .formatted(id, time, PROVIDER, audience, subject, subject, PROVIDER, role, id);
  }

  @Test
  void eachChangeThatIamCarriedOutIsARow() {
    var rows =
        engine.rows(
            "SELECT event_id, role_key, role_name, role_arn, document, deleted, changed_by_arn FROM role_trust_history"
                + " WHERE day BETWEEN '2026/11/10' AND '2026/11/20' ORDER BY event_time, event_id");

    assertThat(rows)
        .extracting(row -> row.get("event_id"))
        .containsExactly("made", "twin-a", "twin-b", "set", "answer", "gone");
    assertThat(rows.getFirst())
        .containsEntry("role_key", "111122223333/deploy")
        .containsEntry("role_name", "Deploy")
        .containsEntry("role_arn", "arn:aws:iam::111122223333:role/ci/Deploy")
        .containsEntry("document", "one")
        .containsEntry("deleted", false)
        .containsEntry("changed_by_arn", "arn:aws:iam::111122223333:user/jane");
    assertThat(rows.get(4)).containsEntry("document", "x y+z");
    assertThat(rows.getLast()).containsEntry("deleted", true).doesNotContainKey("document");
  }

  @Test
  void refusalStandsBesideThePolicyOfItsTime() {
    var rows = engine.rows(refusals());

    assertThat(row(rows, "early")).containsEntry("policy", "one");
    assertThat(row(rows, "middle"))
        .containsEntry("policy", "two")
        .containsEntry("role_is_deleted", false);
    assertThat(row(rows, "late"))
        .doesNotContainKey("policy")
        .containsEntry("role_is_deleted", true);
    assertThat(row(rows, "unknown")).doesNotContainKey("policy").doesNotContainKey("policy_since");
    // Nobody knows which of two changes in one second came last.
    assertThat(row(rows, "twins")).doesNotContainKey("policy").doesNotContainKey("role_is_deleted");
    assertThat(row(rows, "twins").get("policy_since")).isNotNull();
    assertThat(rows).hasSize(5);
  }

  @Test
  void audienceThatWorksButForItsCasingIsNamed() {
    var rows = engine.rows(refusals());

    assertThat(row(rows, "middle").get("audiences_that_work")).asString().contains("acme");
    assertThat(row(rows, "early")).doesNotContainKey("audiences_that_work");
  }

  private static String refusals() {
    return requireNonNull(SqlFiles.in("queries").get("refused_assumptions"));
  }

  private static Map<String, Object> row(List<Map<String, Object>> rows, String event) {
    return rows.stream()
        .filter(row -> event.equals(row.get("first_event_id")))
        .findFirst()
        .orElseThrow();
  }
}
