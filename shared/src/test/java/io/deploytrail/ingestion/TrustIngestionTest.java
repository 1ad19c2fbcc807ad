package io.deploytrail.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.aws.FakeDynamoDb;
import io.deploytrail.cloudtrail.RoleName;
import io.deploytrail.cloudtrail.TrustState;
import io.deploytrail.cloudtrail.TrustState.PolicySet;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.questions.Configuration;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Log files keep what IAM changed of roles and providers, whoever changed it.
final class TrustIngestionTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RoleName ROLE = new RoleName("111122223333", "deploy");
  private static final String PROVIDER =
      "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc";

  private final InMemorySessionIndex sessions =
      new InMemorySessionIndex(Configuration.DEFAULT.names());
  private final LogIngestion ingestion =
      IngestionOverFakes.of(FakeDynamoDb.keeping(), sessions, _ -> {});

  private static ObjectNode record(int number, String name, String caller) {
    var record = JSON.createObjectNode();
    record
        .put("eventVersion", "1.11")
        .put("eventID", "00000000-0000-4000-8000-%012d".formatted(number))
        .put("eventTime", MadeUpOrganization.end().minusSeconds(1000 - number).toString())
        .put("eventSource", "iam.amazonaws.com")
        .put("eventName", name)
        .put("awsRegion", "us-east-1")
        .put("recipientAccountId", "111122223333")
        .put("readOnly", false);
    record.putObject("userIdentity").put("type", caller).put("accountId", "111122223333");
    record.putObject("requestParameters").put("roleName", "deploy").put("policyDocument", "{}");
    return record;
  }

  private Report ingest(ObjectNode... records) {
    return ingestion.ingest(
        new LogObject("trail", "a"),
        new ByteArrayInputStream(MadeUpOrganization.file(List.of(records))));
  }

  private Optional<TrustState> state() {
    return TrustState.after(
        new ArrayList<>(sessions.ofRole(ROLE, Instant.MAX, PageRequest.first(10)).items()));
  }

  @Test
  void changesOfTrustAreKeptWhoeverMadeThem() {
    var provider = record(2, "DeleteOpenIDConnectProvider", "IAMUser");
    provider.putObject("requestParameters").put("openIDConnectProviderArn", PROVIDER);

    var report = ingest(record(1, "UpdateAssumeRolePolicy", "Root"), provider);

    assertThat(report.indexed().trust()).isEqualTo(2);
    assertThat(state()).contains(new PolicySet("{}"));
    assertThat(sessions.ofProvider(PROVIDER, Instant.MAX, PageRequest.first(2)).items()).hasSize(1);
  }

  @Test
  void whatIamRefusedAndOtherCallsOfIamAreNot() {
    var refused = record(1, "UpdateAssumeRolePolicy", "IAMUser").put("errorCode", "AccessDenied");

    var report = ingest(refused, record(2, "PutRolePolicy", "IAMUser"));

    assertThat(report.records()).isEqualTo(2);
    assertThat(report.indexed().trust()).isZero();
    assertThat(state()).isEmpty();
  }

  @Test
  void aFileThatIsTakenInAgainChangesNothing() {
    ingest(record(1, "UpdateAssumeRolePolicy", "IAMUser"));
    ingest(record(1, "UpdateAssumeRolePolicy", "IAMUser"));

    assertThat(sessions.ofAllRoles(PageRequest.first(10)).items()).hasSize(1);
  }
}
