package io.deploytrail.integration.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.aws.FakeDynamoDb;
import io.deploytrail.ingestion.MadeUpOrganization;
import io.deploytrail.integration.corpus.Corpus;
import io.deploytrail.integration.corpus.RecordingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/// What ingest-logs does with each message, and what it leaves to the queue.
public final class IngestLogsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FOLDER = "ingest-logs";
  private static final List<ObjectNode> TRAIL = MadeUpOrganization.records(1, 4);

  private final RecordingContext context = new RecordingContext();

  /// A deployment's token, and the bucket that it bought.
  public static byte[] smallFile() {
    return MadeUpOrganization.file(
        Stream.of("AssumeRoleWithWebIdentity", "CreateBucket")
            .map(name ->
                TRAIL.stream()
                    .filter(record -> record.path("eventName").asText().equals(name))
                    .findFirst()
                    .orElseThrow())
            .toList());
  }

  private static Ingester over(byte[] content) {
    return Ingester.of(FakeDynamoDb.keeping(), new FakeBucket(_ -> content));
  }

  private static String key(String name) {
    return "AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/" + name + ".json.gz";
  }

  private static String message(String... names) {
    var message = JSON.createObjectNode().put("s3Bucket", "trail");
    var keys = message.putArray("s3ObjectKey");
    Arrays.stream(names).forEach(name -> keys.add(key(name)));
    return message.toString();
  }

  static Stream<String> notifications() {
    return Corpus.names(FOLDER).stream();
  }

  @ParameterizedTest
  @MethodSource("notifications")
  void notificationHasTheExpectedOutcome(String name) {
    var ingester = over(smallFile());

    var outcome = Corpus.invoke(ingester.handler(), Corpus.input(FOLDER, name), context);

    assertThat(outcome).isEqualTo(Corpus.expected(FOLDER, name));
  }

  @Test
  void everyNotificationHasItsExpectedTwin() {
    assertThat(Corpus.names("expected/" + FOLDER)).isEqualTo(Corpus.names(FOLDER));
  }

  @Test
  void neitherLinesNorItemsNorMessagesHoldAToken() {
    var ingester = over(MadeUpOrganization.file(TRAIL));

    assertThat(ingester.failures(context, message("a"), "not " + MadeUpOrganization.TOKEN))
        .containsExactly("message-2");

    assertThat(ingester.dynamo().items("CallsTable")).isNotEmpty();
    assertThat(ingester.dynamo().items("SightingsTable")).isNotEmpty();
    assertThat(ingester.queue().sent()).isNotEmpty();
    assertThat(context.lines()).hasSize(2);
    assertThat(
            Stream.of(
                    ingester.dynamo().items("CallsTable"),
                    ingester.dynamo().items("SightingsTable"),
                    ingester.queue().sent(),
                    context.lines())
                .map(Object::toString))
        .noneMatch(text -> text.contains(MadeUpOrganization.TOKEN));
  }

  @Test
  void whatComesBeforeTheDamageIsTakenInAndTheMessageFails() {
    var whole = MadeUpOrganization.file(TRAIL);
    for (var length : List.of(whole.length / 2, whole.length - 4)) {
      var ingester = over(Arrays.copyOf(whole, length));
      var lines = new RecordingContext();

      assertThat(ingester.failures(lines, message("a"), message("b")))
          .containsExactly("message-1", "message-2");

      assertThat(ingester.dynamo().items("CallsTable")).isNotEmpty();
      assertThat(lines.lines())
          .allSatisfy(line ->
              assertThat(line)
                  .contains(
                      "goes back to the queue",
                      "s3://trail/AWSLogs/",
                      "the gzip data ends too early")
                  .containsPattern("[1-9][0-9]* records, [1-9][0-9]* issuances"));
    }
  }

  @Test
  void brokenRecordLosesItselfAloneAndTheMessageFailsWithItsNumber() {
    var records =
        new String(plain(TRAIL), UTF_8).replaceFirst("\"eventTime\":\"[^\"]*\"", "\"x\":1");
    var ingester = over(records.getBytes(UTF_8));

    assertThat(ingester.failures(context, message("a"))).containsExactly("message-1");

    assertThat(context.lines())
        .singleElement()
        .asString()
        .contains(TRAIL.size() - 1 + " records", "1 unreadable: record 1: ", "eventTime");
  }

  @Test
  void truncatedJsonIsSaidToBeCutOff() {
    var plain = plain(TRAIL);
    var ingester = over(Arrays.copyOf(plain, plain.length * 2 / 3));

    assertThat(ingester.failures(context, message("a"))).containsExactly("message-1");
    assertThat(context.lines()).singleElement().asString().contains("cut off");
    assertThat(ingester.dynamo().items("CallsTable")).isNotEmpty();
  }

  private static byte[] plain(List<ObjectNode> records) {
    var file = JSON.createObjectNode();
    file.putArray("Records").addAll(records);
    return MadeUpOrganization.bytes(file);
  }

  @Test
  void recordWithAKeyThatNoTableTakesIsNamedAndTheOthersAreWritten() {
    var records = TRAIL.stream().map(ObjectNode::deepCopy).toList();
    var call = calls(records).getFirst();
    call.put("eventID", "x".repeat(2000));
    var ingester = over(MadeUpOrganization.file(records));

    assertThat(ingester.failures(context, message("a"))).containsExactly("message-1");
    assertThat(context.lines())
        .singleElement()
        .asString()
        .contains("1 unreadable: an event id was expected that can be a key");
    assertThat(ingester.dynamo().items("CallsTable")).isNotEmpty();
  }

  private static List<ObjectNode> calls(List<ObjectNode> records) {
    return records.stream()
        .filter(record -> record.path("eventName").asText().equals("CreateBucket"))
        .toList();
  }

  /// Each file takes 30 seconds, so that the third of these messages would start too late.
  private static RecordingContext hurried(AtomicInteger left) {
    return new RecordingContext(left::get);
  }

  private static FakeBucket slowBucket(AtomicInteger left) {
    return new FakeBucket(_ -> {
      left.addAndGet(-30_001);
      return smallFile();
    });
  }

  @Test
  void messageThatWouldStartTooLateIsSentAgainAndHasNotFailed() {
    var left = new AtomicInteger(120_000);
    var hurried = hurried(left);
    var ingester = Ingester.of(FakeDynamoDb.keeping(), slowBucket(left));

    assertThat(ingester.failures(hurried, message("a"), message("b"), message("c"), message("d")))
        .isEmpty();
    assertThat(ingester.queue().sent())
        .extracting(SendMessageRequest::messageBody)
        .endsWith(message("c"), message("d"));
    assertThat(ingester.queue().sent())
        .extracting(SendMessageRequest::queueUrl)
        .containsOnly(Ingester.QUEUE_URL);
    assertThat(hurried.lines().get(2)).contains("message-3 is sent again", "no time is left");
  }

  @Test
  void messageThatCannotBeSentAgainGoesBackToTheQueue() {
    var left = new AtomicInteger(120_000);
    var hurried = hurried(left);
    var ingester =
        Ingester.of(
            FakeDynamoDb.keeping(),
            slowBucket(left),
            _ -> {
              throw SdkClientException.create("no way to SQS");
            });

    assertThat(ingester.failures(hurried, message("a"), message("b"), message("c"), message("d")))
        .containsExactly("message-3", "message-4");
    assertThat(hurried.lines().get(2)).contains("message-3 goes back", "no way to SQS");
  }

  @Test
  void itemsThatDynamoDbLeavesAreWrittenInTheEnd() {
    var throttled =
        Ingester.of(
            FakeDynamoDb.throttling(4), new FakeBucket(_ -> MadeUpOrganization.file(TRAIL)));
    var free = over(MadeUpOrganization.file(TRAIL));

    assertThat(throttled.failures(context, message("a"))).isEmpty();
    assertThat(free.failures(context, message("a"))).isEmpty();

    assertThat(throttled.dynamo().items("CallsTable"))
        .containsExactlyInAnyOrderElementsOf(free.dynamo().items("CallsTable"));
    assertThat(throttled.dynamo().items("SightingsTable"))
        .containsExactlyInAnyOrderElementsOf(free.dynamo().items("SightingsTable"));
  }

  @Test
  void lateIssuanceFindsTheCallsThatCameBeforeIt() {
    var link = TRAIL.stream().filter(IngestLogsTest::isOwnLink).findFirst().orElseThrow();
    var session = link.at("/responseElements/assumedRoleUser/assumedRoleId").asText();
    var calls =
        TRAIL.stream()
            .filter(call -> call.at("/userIdentity/principalId").asText().equals(session))
            .toList();
    var rest = TRAIL.stream().filter(record -> !calls.contains(record)).toList();
    var ingester =
        Ingester.of(
            FakeDynamoDb.keeping(),
            new FakeBucket(
                key -> MadeUpOrganization.file(key.equals(key("early")) ? calls : rest)));

    assertThat(ingester.failures(context, message("early"))).isEmpty();
    assertThat(ingester.dynamo().items("CallsTable")).noneMatch(IngestLogsTest::isCall);
    assertThat(ingester.failures(context, message("late"))).isEmpty();
    assertThat(sessions(ingester)).doesNotContain(session);

    var callers = ingester.queue().sent().getFirst();
    assertThat(callers.queueUrl()).isEqualTo(Ingester.QUEUE_URL);
    assertThat(callers.delaySeconds()).isEqualTo(120);
    assertThat(ingester.failures(context, callers.messageBody())).isEmpty();
    var rereads = ingester.queue().sent().stream().skip(1).toList();
    assertThat(rereads).isNotEmpty().allMatch(reread -> reread.delaySeconds() == 0);
    for (var reread : rereads) {
      assertThat(ingester.failures(context, reread.messageBody())).isEmpty();
    }
    assertThat(sessions(ingester)).contains(session);
  }

  private static boolean isOwnLink(ObjectNode record) {
    return record.path("eventName").asText().equals("AssumeRole")
        && record.at("/userIdentity/principalId").asText().startsWith("AROADEPLOY:")
        && !record.has("sharedEventID");
  }

  private static boolean isCall(Map<String, AttributeValue> item) {
    return item.containsKey("callerPrincipalId");
  }

  /// The principals whose calls are indexed.
  private static List<String> sessions(Ingester ingester) {
    return ingester.dynamo().items("CallsTable").stream()
        .map(item -> item.get("callerPrincipalId"))
        .filter(Objects::nonNull)
        .map(AttributeValue::s)
        .distinct()
        .toList();
  }

  @Test
  void messageDeliveredThriceWritesTheSameItemsThrice() {
    var ingester = over(MadeUpOrganization.file(TRAIL));
    assertThat(ingester.failures(context, message("a"), message("a"), message("a"))).isEmpty();

    var items = ingester.dynamo().items("CallsTable");
    assertThat(items.stream().filter(IngestLogsTest::isCall).distinct().count() * 3)
        .isEqualTo(items.stream().filter(IngestLogsTest::isCall).count());
  }
}
