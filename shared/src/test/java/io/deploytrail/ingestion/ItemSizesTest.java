package io.deploytrail.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.aws.FakeDynamoDb;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.questions.Configuration;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The sizes that docs/table.md and docs/costs.md state, of items with names as long as real ones.
///
/// "DynamoDB Item sizes and formats" (Amazon DynamoDB Developer Guide): names and texts by their
/// bytes, a number about half its digits, a list 3 bytes and one an element.
final class ItemSizesTest {
  private static final String SESSION =
      "pulumi-loca-test-nocode-dev-806bf21f-444f-4825-a80c-afd12cd2526a";
  private static final String KEY =
      "AWSLogs/o-exampleorg1/111122223333/CloudTrail/us-east-1/2026/11/20/"
          + "111122223333_CloudTrail_us-east-1_20261120T0935Z_AbCdEfGhIjKlMnOp.json.gz";

  private final FakeDynamoDb dynamo = FakeDynamoDb.keeping();

  ItemSizesTest() {
    var sessions = new InMemorySessionIndex(Configuration.DEFAULT.names());
    var file = MadeUpOrganization.file(List.of(call(true), call(false)));
    var report =
        IngestionOverFakes.of(dynamo, sessions, _ -> {})
            .ingest(new LogObject("acme-trail", KEY), new ByteArrayInputStream(file));
    assertThat(report.indexed().calls()).isEqualTo(1);
  }

  private static ObjectNode call(boolean isPulumis) {
    var start = Instant.parse("2026-11-20T09:30:00Z");
    var record = MadeUpOrganization.bareRecord(new UUID(1, isPulumis ? 1 : 2), start);
    record.put("recipientAccountId", "111122223333").put("awsRegion", "us-east-1");
    var identity = record.putObject("userIdentity");
    identity.put("type", "AssumedRole").put("principalId", "AROAEXAMPLEEXAMPLEEX1:" + SESSION);
    identity.put("accessKeyId", "ASIAEXAMPLEEXAMPLE12").put("accountId", "111122223333");
    identity.put("arn", "arn:aws:sts::111122223333:assumed-role/pulumi-deploy/" + SESSION);
    var context = identity.putObject("sessionContext");
    context.putObject("attributes").put("creationDate", start.minusSeconds(9).toString());
    if (isPulumis) {
      context
          .putObject("webIdFederationData")
          .put("federatedProvider", "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc");
    }
    record.putObject("requestParameters").put("bucketName", "acme-web-prod-assets-1a2b3c4d");
    record
        .putArray("resources")
        .addObject()
        .put("ARN", "arn:aws:s3:::acme-web-prod-assets-1a2b3c4d");
    return record;
  }

  @Test
  void aCallTakesOneWriteUnit() {
    assertThat(sizes("CallsTable", item -> item.containsKey("eventTime")))
        .singleElement()
        .satisfies(size -> assertThat(size).isBetween(700, 1024));
  }

  @Test
  void aPointerTakesOneWriteUnit() {
    assertThat(sizes("CallsTable", item -> item.containsKey("ofPosition")))
        .hasSize(2)
        .allSatisfy(size -> assertThat(size).isBetween(350, 500));
  }

  @Test
  void aSightingTakesOneWriteUnit() {
    assertThat(sizes("SightingsTable", _ -> true))
        .singleElement()
        .satisfies(size -> assertThat(size).isBetween(300, 450));
  }

  private List<Integer> sizes(String table, Predicate<Map<String, AttributeValue>> wanted) {
    return dynamo.items(table).stream().filter(wanted).map(ItemSizesTest::size).toList();
  }

  private static int size(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .mapToInt(entry -> bytes(entry.getKey()) + size(entry.getValue()))
        .sum();
  }

  private static int size(AttributeValue value) {
    if (value.hasL()) {
      return 3 + value.l().stream().mapToInt(element -> 1 + size(element)).sum();
    }
    return value.n() == null ? bytes(value.s()) : value.n().length() / 2 + 1;
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }
}
