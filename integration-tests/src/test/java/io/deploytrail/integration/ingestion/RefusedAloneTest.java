package io.deploytrail.integration.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.aws.FakeDynamoDb;
import io.deploytrail.cli.console.Home;
import io.deploytrail.dynamodb.DynamoDbLocal;
import io.deploytrail.functions.ingestlogs.IngestLogsHandler;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.ingestion.IngestionOverFakes;
import io.deploytrail.ingestion.MadeUpOrganization;
import io.deploytrail.integration.corpus.Corpus;
import io.deploytrail.integration.corpus.RecordingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What no table takes, or what is not kept, costs nothing else its place, and is said to be so.
final class RefusedAloneTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

  private final RecordingContext context = new RecordingContext();

  /// A batch of denied attempts with error messages of those lengths.
  private static byte[] denied(int... lengths) {
    var event = (ObjectNode) Corpus.events("06-denied-with-retries.json").findFirst().orElseThrow();
    var batch = JSON.createObjectNode();
    var messages = batch.putArray("Records");
    for (var length : lengths) {
      var one = event.deepCopy();
      var number = messages.size() + 1;
      ((ObjectNode) one.get("detail"))
          .put("eventID", new UUID(5, number).toString())
          .put("errorMessage", "m".repeat(length));
      messages.addObject().put("messageId", "message-" + number).put("body", one.toString());
    }
    return batch.toString().getBytes(UTF_8);
  }

  private List<String> failures(SessionIndex index, byte[] batch) {
    return Corpus.invoke(Corpus.indexer(index), batch, context)
        .path("batchItemFailures")
        .findValuesAsText("itemIdentifier");
  }

  @Test
  void anItemThatIsTooLargeIsRefusedAloneWithItsReason() {
    try (var engine = DynamoDbLocal.start()) {
      var index =
          new DynamoSessionIndex(
              engine.client(),
              engine.createTable(Home.file("template.yaml"), "SessionsTable"),
              Corpus.configuration().names(),
              Duration.ofDays(400),
              Clock.fixed(NOW, UTC));

      assertThat(failures(index, denied(10, 420_000, 400_000))).containsExactly("message-2");

      assertThat(index.ofEvent(new UUID(5, 1).toString())).isPresent();
      assertThat(index.ofEvent(new UUID(5, 3).toString())).isPresent();
      assertThat(context.lines().get(1))
          .contains("message-2 is left", "bytes as an item, and DynamoDB takes at most 409600");
    }
  }

  @Test
  void aCallThatIsTooLargeIsRefusedAloneAndCounted() {
    var records = MadeUpOrganization.records(1, 4).stream().map(ObjectNode::deepCopy).toList();
    var first =
        records.stream()
            .filter(record -> record.path("eventName").asText().equals("CreateBucket"))
            .findFirst()
            .orElseThrow();
    first.put("errorCode", "e".repeat(420_000));
    var large = Ingester.of(FakeDynamoDb.keeping(), new FakeBucket(_ -> file(records)));
    var others = records.stream().filter(record -> !record.equals(first)).toList();
    var small = Ingester.of(FakeDynamoDb.keeping(), new FakeBucket(_ -> file(others)));

    assertThat(large.failures(context, message("a"))).containsExactly("message-1");
    assertThat(small.failures(new RecordingContext(), message("a"))).isEmpty();

    assertThat(context.lines())
        .singleElement()
        .asString()
        .contains("1 unreadable: event " + first.path("eventID").asText() + ": ")
        .contains("bytes as an item");
    assertThat(positions(large)).containsExactlyInAnyOrderElementsOf(positions(small)).isNotEmpty();
  }

  private static List<Map<String, AttributeValue>> positions(Ingester ingester) {
    return ingester.dynamo().items("CallsTable").stream()
        .filter(item -> !item.containsKey("upTo"))
        .<Map<String, AttributeValue>>map(item -> {
          var key = new HashMap<>(item);
          key.keySet().retainAll(Set.of("partition", "position"));
          return key;
        })
        .toList();
  }

  private static byte[] file(List<ObjectNode> records) {
    return MadeUpOrganization.file(records);
  }

  private static String message(String name) {
    return JSON.createObjectNode()
        .put("s3Bucket", "trail")
        .put(
            "s3ObjectKey",
            "AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/" + name + ".json.gz")
        .toString();
  }

  @Test
  void aSessionThatNoTableTakesIsInNoFollowUp() {
    var records = MadeUpOrganization.records(1, 4).stream().map(ObjectNode::deepCopy).toList();
    for (var name : List.of("AssumeRoleWithWebIdentity", "AssumeRole")) {
      var first =
          records.stream()
              .filter(record -> record.path("eventName").asText().equals(name))
              .findFirst()
              .orElseThrow();
      ((ObjectNode) first.at("/responseElements/assumedRoleUser")).put("arn", "a".repeat(300_000));
    }
    var dynamo = FakeDynamoDb.keeping();
    var queue = new FakeQueue();
    var names = Corpus.configuration().names();
    var index =
        new DynamoSessionIndex(
            dynamo, "SessionsTable", names, Duration.ofDays(400), Clock.fixed(NOW, UTC));
    var handler =
        new IngestLogsHandler(
            IngestionOverFakes.of(
                dynamo, index, IngestLogsHandler.followUps(queue, Ingester.QUEUE_URL)),
            new FakeBucket(_ -> file(records)),
            IngestLogsHandler.queue(queue, Ingester.QUEUE_URL));
    var ingester = new Ingester(dynamo, queue, new InMemorySessionIndex(names), handler);

    assertThat(ingester.failures(context, message("a"))).containsExactly("message-1");

    assertThat(context.lines())
        .singleElement()
        .asString()
        .contains("2 unreadable: ", "300000 bytes long");
    assertThat(queue.sent())
        .isNotEmpty()
        .allSatisfy(sent -> assertThat(sent.messageBody()).hasSizeLessThan(100_000));
  }

  @Test
  void aReadingCallWithAnImpossibleActionIsRefusedAlone() {
    var records = MadeUpOrganization.records(1, 4).stream().map(ObjectNode::deepCopy).toList();
    var first =
        records.stream()
            .filter(record -> record.path("eventName").asText().equals("CreateBucket"))
            .findFirst()
            .orElseThrow();
    first.put("eventName", "Get" + "x".repeat(100_000)).put("readOnly", true);
    var ingester = Ingester.of(FakeDynamoDb.keeping(), new FakeBucket(_ -> file(records)));

    assertThat(ingester.failures(context, message("a"))).containsExactly("message-1");

    assertThat(context.lines())
        .singleElement()
        .asString()
        .contains("1 unreadable: an action was expected")
        .hasSizeLessThan(1_000);
    assertThat(ingester.dynamo().items("CallsTable")).isNotEmpty();
  }

  @Test
  void whatHasExpiredIsNotSaidToBeIndexed() {
    var index =
        new InMemorySessionIndex(
            Corpus.configuration().names(), Duration.ofDays(1), Clock.fixed(NOW, UTC));

    assertThat(failures(index, denied(10))).isEmpty();

    assertThat(index.ofEvent(new UUID(5, 1).toString())).isEmpty();
    assertThat(context.lines())
        .containsExactly(
            "message message-1: event " + new UUID(5, 1) + " has expired, and is not kept");
  }

  @Test
  void whatOthersNamedStandsOnOneLineOfBoundedLength() {
    var ingester =
        Ingester.of(FakeDynamoDb.keeping(), new FakeBucket(_ -> "no trail\u2028".getBytes(UTF_8)));
    var names =
        Stream.of("gone\nERROR forged", "\u001b[2J\u202egone\u0085", "k".repeat(100_000)).toList();

    assertThat(
            ingester.failures(
                context, names.stream().map(RefusedAloneTest::message).toArray(String[]::new)))
        .hasSize(3);

    assertThat(context.lines())
        .hasSize(3)
        .allSatisfy(line ->
            assertThat(line)
                .hasSizeLessThan(3_000)
                .doesNotContainPattern("[\\p{Cntrl}\\u0085\\u2028\\u202e]"));
    assertThat(context.lines().getFirst()).contains("gone\\u000aERROR forged");
  }

  @Test
  void anEventIdWithALineBreakStandsOnOneLine() {
    var event = (ObjectNode) Corpus.events("06-denied-with-retries.json").findFirst().orElseThrow();
    ((ObjectNode) event.get("detail")).put("eventID", "e-1\nmessage 2: forged");
    var batch = JSON.createObjectNode();
    batch.putArray("Records").addObject().put("messageId", "m").put("body", event.toString());

    failures(
        new InMemorySessionIndex(Corpus.configuration().names()), batch.toString().getBytes(UTF_8));

    assertThat(context.lines()).allSatisfy(line -> assertThat(line).doesNotContain("\n"));
  }
}
