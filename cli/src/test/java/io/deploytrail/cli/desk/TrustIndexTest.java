package io.deploytrail.cli.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.attribution.PageRequest;
import io.deploytrail.cli.Desk;
import io.deploytrail.cloudtrail.RoleName;
import io.deploytrail.cloudtrail.RoleTrustChange;
import io.deploytrail.cloudtrail.TrustState;
import io.deploytrail.cloudtrail.TrustState.PolicySet;
import io.deploytrail.desk.DeskDatabase;
import io.deploytrail.questions.Configuration;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `index` keeps of roles' trust.
final class TrustIndexTest {
  private static final RoleName ROLE = new RoleName("111122223333", "deploy");

  @TempDir private Path folder = Path.of("");
  private Desk desk = new Desk(folder);

  @BeforeEach
  void openDesk() {
    desk = new Desk(folder);
  }

  private static String update(String id, String time, String policy) {
    return """
    {"eventVersion":"1.11","eventID":"%s","eventTime":"%s","eventSource":"iam.amazonaws.com",
     "eventName":"UpdateAssumeRolePolicy","awsRegion":"us-east-1","recipientAccountId":"111122223333","readOnly":false,
     "sourceIPAddress":"192.0.2.7","userAgent":"aws-cli/2.0","eventType":"AwsApiCall",
     "userIdentity":{"type":"IAMUser","principalId":"AIDAEXAMPLE","arn":"arn:aws:iam::111122223333:user/jane","accountId":"111122223333"},
     "requestParameters":{"roleName":"deploy","policyDocument":"%s"},"responseElements":null}
    """
        .formatted(id, time, policy)
        .replace("\n", "");
  }

  private List<RoleTrustChange> history() {
    try (var database = DeskDatabase.open(folder.resolve(".deploytrail/index.db"), () -> {})) {
      var sessions = database.sessions(Configuration.DEFAULT.names());
      return sessions.ofRole(ROLE, Instant.MAX, PageRequest.first(10)).items();
    }
  }

  @Test
  void historyOfRoleIsKeptFromFilesInAnyOrder() {
    var late =
        desk.file(
            "late.json", "{\"Records\":[" + update("e2", "2026-11-20T10:00:00Z", "two") + "]}");
    var early =
        desk.file(
            "early.json",
            "{\"Records\":[" + update("e1", "2026-11-19T10:00:00Z", "{\\\"one\\\": 1}") + "]}");

    assertThat(desk.run("index", late).err()).contains("1 new facts");
    assertThat(desk.run("index", early, late).err()).contains("1 new facts");

    assertThat(history())
        .extracting(RoleTrustChange::state)
        .containsExactly(new PolicySet("two"), new PolicySet("{\"one\": 1}"));
    assertThat(TrustState.after(history())).contains(new PolicySet("two"));
  }
}
