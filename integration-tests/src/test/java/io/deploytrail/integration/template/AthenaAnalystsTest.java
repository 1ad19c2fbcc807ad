package io.deploytrail.integration.template;

import static io.deploytrail.integration.template.AthenaFiles.PARAMETERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What analysts may do with what template-athena.yaml deploys.
final class AthenaAnalystsTest {
  @Test
  void analystsQueriesEndAtTheScanLimit() {
    var limited =
        DeployedTemplate.of(Template.ATHENA, Map.of("ScanLimit", "250"))
            .properties("WorkGroup")
            .path("WorkGroupConfiguration");

    assertThat(limited.path("BytesScannedCutoffPerQuery").asLong()).isEqualTo(250_000_000_000L);
    assertThat(limited.path("EnforceWorkGroupConfiguration").asBoolean()).isTrue();
    assertThat(limited.at("/ResultConfiguration/EncryptionConfiguration/EncryptionOption").asText())
        .isEqualTo("SSE_S3");
  }

  private static List<String> analystsMay(Map<String, String> parameters, String service) {
    var policy = DeployedTemplate.of(Template.ATHENA, parameters).properties("AnalystsPolicy");
    return Template.list(policy.at("/PolicyDocument/Statement")).stream()
        .filter(statement -> statement.path("Action").toString().contains("\"" + service + ":"))
        .flatMap(statement ->
            texts(statement.path("Action")).stream()
                .flatMap(action ->
                    texts(statement.path("Resource")).stream().map(on -> action + " " + on)))
        .sorted()
        .toList();
  }

  private static List<String> texts(JsonNode oneOrMore) {
    return oneOrMore.isArray()
        ? Template.list(oneOrMore).stream().map(JsonNode::asText).toList()
        : List.of(oneOrMore.asText());
  }

  @Test
  void analystsWriteNothingButResults() {
    assertThat(analystsMay(PARAMETERS, "s3"))
        .filteredOn(it -> !it.matches("s3:(GetObject|ListBucket|GetBucketLocation) .*"))
        .containsExactly(
            "s3:AbortMultipartUpload Bucket.Arn/results/*",
            "s3:ListMultipartUploadParts Bucket.Arn/results/*",
            "s3:PutObject Bucket.Arn/results/*");
    assertThat(analystsMay(PARAMETERS, "glue")).allMatch(it -> it.startsWith("glue:Get"));
    assertThat(analystsMay(PARAMETERS, "athena"))
        .filteredOn(it -> it.startsWith("athena:StartQueryExecution"))
        .containsExactly(
            "athena:StartQueryExecution arn:aws:athena:us-east-1:111122223333:workgroup/WorkGroup");
  }

  @Test
  void analystsReadLogFilesOfTheTrailAlone() {
    var organization = new HashMap<>(PARAMETERS);
    organization.put("OrganizationId", "o-a1b2c3d4e5");
    organization.put("TrailPrefix", "main/");

    assertThat(analystsMay(organization, "s3"))
        .contains("s3:GetObject arn:aws:s3:::acme-trail/main/AWSLogs/o-a1b2c3d4e5/*/CloudTrail/*");
    assertThat(analystsMay(organization, "kms")).isEmpty();
  }

  @Test
  void onlyAKeyThatIsNamedIsUsed() {
    var key = "arn:aws:kms:us-east-1:111122223333:key/1234abcd";

    assertThat(analystsMay(Map.of("TrailKeyArn", key), "kms"))
        .containsExactly("kms:Decrypt " + key);
  }
}
