package io.deploytrail.integration.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.aws.FakeDynamoDb;
import io.deploytrail.aws.Pace;
import io.deploytrail.aws.Rehearsal;
import io.deploytrail.aws.SimulatedTime;
import io.deploytrail.cloudtrail.reader.UnreadableRecordException;
import io.deploytrail.functions.backfillsessions.BackfillSessionsHandler;
import io.deploytrail.functions.indexsessions.IndexSessionsHandler;
import io.deploytrail.functions.ingestlogs.IngestLogsHandler;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.ingestion.FakeEventHistory;
import io.deploytrail.ingestion.IngestionOverFakes;
import io.deploytrail.ingestion.MadeUpOrganization;
import io.deploytrail.ingestion.Selection;
import io.deploytrail.ingestion.SessionBackfill;
import io.deploytrail.integration.corpus.Corpus;
import io.deploytrail.integration.corpus.RecordingContext;
import io.deploytrail.metrics.Meter;
import io.deploytrail.metrics.Metric;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The lines from which CloudWatch takes metrics, as the functions write them.
///
/// Their form is that of "Specification: Embedded metric format" (Amazon CloudWatch User Guide).
final class FunctionMetricsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final String EVENT = "01-deployment-by-id.json";
  private static final List<ObjectNode> TRAIL = MadeUpOrganization.records(1, 4);

  private final List<String> lines = new ArrayList<>();
  private final Meter meter = new Meter("deploytrail", Clock.fixed(NOW, UTC), lines::add);
  private final RecordingContext context = new RecordingContext();

  private static String event() {
    return new String(Corpus.input(Corpus.INDEX_SESSIONS, EVENT), UTF_8);
  }

  private static byte[] batch(String... bodies) {
    var batch = JSON.createObjectNode();
    var messages = batch.putArray("Records");
    Arrays.stream(bodies)
        .forEach(body -> messages.addObject().put("messageId", "m").put("body", body));
    return batch.toString().getBytes(UTF_8);
  }

  private IndexSessionsHandler indexer(SessionIndex index) {
    return new IndexSessionsHandler(index, Corpus.configuration(), new Rehearsal(), meter);
  }

  private IndexSessionsHandler indexer() {
    return indexer(new InMemorySessionIndex(Corpus.configuration().names()));
  }

  private IngestLogsHandler ingester(byte[] content) {
    var sessions = new InMemorySessionIndex(Corpus.configuration().names());
    var ingestion = IngestionOverFakes.of(FakeDynamoDb.keeping(), sessions, _ -> {});
    return new IngestLogsHandler(
        ingestion, new FakeBucket(key -> content(key, content)), _ -> {}, meter);
  }

  private static byte[] content(String key, byte[] content) {
    if (key.contains("slow")) {
      throw S3Exception.builder().statusCode(503).message("Please reduce your rate").build();
    }
    return content;
  }

  private static String key(String name) {
    return "AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/" + name + ".json.gz";
  }

  private static String message(String name) {
    return JSON.createObjectNode()
        .put("s3Bucket", "trail")
        .put("s3ObjectKey", key(name))
        .toString();
  }

  /// What CloudWatch takes of the only line that this event leaves, as `Roots=2` and the like.
  private Set<String> measured(RequestStreamHandler handler, byte[] event) {
    lines.clear();
    Corpus.invoke(handler, event, context);
    return lines.isEmpty() ? Set.of() : measured();
  }

  private Set<String> measured() {
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst()).doesNotContain("\n").doesNotContain("TOKEN");
    var line = Corpus.json(lines.getFirst().getBytes(UTF_8));
    assertThat(line.at("/_aws/Timestamp").asLong()).isEqualTo(NOW.toEpochMilli());
    var directive = line.at("/_aws/CloudWatchMetrics/0");
    assertThat(directive.path("Namespace").asText()).isEqualTo("DeployTrail");
    assertThat(directive.path("Dimensions").toString()).isEqualTo("[[\"Stack\"]]");
    assertThat(line.path("Stack").asText()).isEqualTo("deploytrail");
    var values = new TreeSet<String>();
    for (var metric : directive.path("Metrics")) {
      var name = metric.path("Name").asText();
      assertThat(metric.path("Unit").asText())
          .isEqualTo(name.endsWith("Lag") ? "Milliseconds" : "Count");
      assertThat(numbers(line.path(name))).as(name).isTrue();
      values.add(name + "=" + line.path(name));
    }
    assertThat(names(line)).as("nothing else stands there").hasSize(values.size() + 2);
    assertThat(titles()).containsAll(directive.path("Metrics").findValuesAsText("Name"));
    return values;
  }

  private static boolean numbers(JsonNode value) {
    return value.isIntegralNumber()
        || (!value.isEmpty()
            && value.size() <= 100
            && value.valueStream().allMatch(JsonNode::isIntegralNumber));
  }

  private static List<String> names(JsonNode object) {
    return object.propertyStream().map(Map.Entry::getKey).toList();
  }

  private static Set<String> titles() {
    return Arrays.stream(Metric.values()).map(Metric::title).collect(Collectors.toSet());
  }

  @Test
  void aBatchLeavesOneLineOfWhatBecameOfItsRecords() {
    var denied = Corpus.events("06-denied-with-retries.json").findFirst().orElseThrow().toString();
    var later = event().replace("2026-11-19T09:00:00Z", "2026-11-20T11:59:58Z");

    var measured = measured(indexer(), batch(event(), "no event of \"Roots\":7", later, denied));

    assertThat(measured)
        .contains("Roots=2", "DeniedAttempts=1", "RecordsRefused=1")
        .anyMatch(value -> value.matches("IndexingLag=\\[97200000,2000,\\d+]"))
        .hasSize(4);
  }

  /// By the lag's samples NothingIndexedAlarm sees whether issuances come.
  @Test
  void aChangeOfTrustLeavesNoLag() {
    var change = Corpus.events("34-role-created.json").findFirst().orElseThrow().toString();

    assertThat(measured(indexer(), batch(change))).containsExactly("TrustChanges=1");
  }

  @Test
  void aSessionThatStatesAnothersIdIsCountedForTheAlarm() {
    var copy =
        event()
            .replace("2026-11-19T09:00:00Z", "2026-11-19T11:00:00Z")
            .replace("10:00:00 AM", "12:00:00 PM")
            .replace("e1000000-0000-4000-8000-000000000001", "e1000000-0000-4000-8000-00000000000f")
            .replace("ASIAWEBPROD000000001", "ASIAWEBPROD00000000F");

    assertThat(measured(indexer(), batch(event(), event()))).noneMatch(it -> it.contains("Reused"));
    assertThat(measured(indexer(), batch(event(), copy))).contains("ReusedNames=1", "Roots=2");
  }

  @Test
  void whatIsIndexedBeforeAFailureIsCountedAndARefusedEventToo() {
    var memory = new InMemorySessionIndex(Corpus.configuration().names());
    var failing = new FailingIndex(memory, number -> number == 2, new AtomicInteger());
    var denied = Corpus.events("06-denied-with-retries.json").findFirst().orElseThrow().toString();

    assertThatThrownBy(() -> measured(indexer(failing), batch(denied, denied)))
        .isInstanceOf(SdkClientException.class);
    assertThat(measured()).contains("DeniedAttempts=1");

    assertThatThrownBy(() -> measured(indexer(), "{\"source\":\"aws.sts\"}".getBytes(UTF_8)))
        .isInstanceOf(UnreadableRecordException.class);
    assertThat(measured()).containsExactly("RecordsRefused=1");
  }

  @Test
  void nothingIsWrittenWhereNothingHappened() {
    var call = Corpus.input(Corpus.INDEX_SESSIONS, "20-call-that-issues-nothing.json");
    var nobodys = MadeUpOrganization.file(List.of());

    Corpus.invoke(indexer(), call, context);
    Corpus.invoke(ingester(nobodys), batch(message("a")), context);

    assertThat(lines).isEmpty();
  }

  @Test
  void aLogFileIsCountedAsItsLineSaysAndItsOldestRecordIsItsLag() {
    var file = MadeUpOrganization.file(TRAIL);

    var measured = measured(ingester(file), batch(message("a")));

    var roots = value(measured, "Roots");
    var links = value(measured, "Links");
    var denied = value(measured, "DeniedAttempts");
    assertThat(List.of(roots, links)).allMatch(count -> count > 0);
    assertThat(context.lines().getLast())
        .contains(
            ", %d issuances, %d calls,"
                .formatted(roots + links + denied, value(measured, "Calls")));
    var oldest =
        TRAIL.stream()
            .filter(record -> record.path("eventName").asText().equals("AssumeRoleWithWebIdentity"))
            .map(record -> Instant.parse(record.path("eventTime").asText()))
            .min(Instant::compareTo)
            .orElseThrow();
    assertThat(value(measured, "LogFileLag")).isEqualTo(Duration.between(oldest, NOW).toMillis());
  }

  private static long value(Set<String> measured, String name) {
    return measured.stream()
        .filter(value -> value.startsWith(name + "="))
        .mapToLong(value -> Long.parseLong(value.substring(name.length() + 1)))
        .sum();
  }

  @Test
  void oldFilesHaveNoLag() {
    var keys = "{\"BatchInput\":{\"bucket\":\"trail\"},\"Items\":[{\"Key\":\"" + key("a") + "\"}]}";

    assertThat(measured(ingester(MadeUpOrganization.file(TRAIL)), keys.getBytes(UTF_8)))
        .anyMatch(value -> value.startsWith("Calls="))
        .noneMatch(value -> value.startsWith("LogFileLag"));
  }

  @Test
  void whatNoTryWillReadIsRefusedAndWhatAnotherMayIsNot() {
    var text =
        MadeUpOrganization.bytes(JSON.createObjectNode().set("Records", JSON.valueToTree(TRAIL)));
    var broken = new String(text, UTF_8).replaceFirst("\"eventTime\":\"[^\"]*\"", "\"x\":1");

    assertThat(measured(ingester(broken.getBytes(UTF_8)), batch(message("a"))))
        .contains("RecordsRefused=1");
    assertThat(measured(ingester(text), batch("no message", message("gone"), message("gone"))))
        .containsExactly("RecordsRefused=3");
    assertThat(measured(ingester(text), batch(message("slow")))).isEmpty();
  }

  @Test
  void aBackfillCountsWhatItCannotRead() {
    var time = new SimulatedTime(MadeUpOrganization.end());
    var configuration = Corpus.configuration();
    var records = TRAIL.stream().map(ObjectNode::deepCopy).toList();
    records.stream()
        .filter(record -> record.path("eventName").asText().equals("AssumeRoleWithWebIdentity"))
        .limit(2)
        .forEach(record -> record.put("userIdentity", "none"));
    var handler =
        new BackfillSessionsHandler(
            new SessionBackfill(
                new InMemorySessionIndex(configuration.names()),
                new Selection(
                    configuration.names(), configuration.providers(), configuration::attributor)),
            _ -> new FakeEventHistory(records, time, _ -> false),
            deadline -> new Pace(Duration.ofMillis(550), time, time::pass, deadline),
            time,
            meter);
    var input =
        "{\"region\":\"us-east-1\",\"part\":\"issuances\",\"unreadable\":5,\"from\":\"%s\"}"
            .formatted(MadeUpOrganization.START);

    assertThat(measured(handler, input.getBytes(UTF_8))).containsExactly("RecordsRefused=2");
  }

  @Test
  void stdoutTakesTheLineOfADeployedFunction() {
    var out = System.out;
    var written = new ByteArrayOutputStream();
    System.setOut(new PrintStream(written, true, UTF_8));
    try (var measured = Meter.fromEnvironment(Map.of("STACK", "prod")).start()) {
      measured.count(Metric.ROOTS, 3);
    } finally {
      System.setOut(out);
    }
    assertThat(Stream.of(written.toString(UTF_8).split("\n")))
        .singleElement()
        .asString()
        .startsWith("{\"_aws\":{\"Timestamp\":")
        .endsWith("\"Stack\":\"prod\",\"Roots\":3}");
  }
}
