package io.deploytrail.integration.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.aws.FakeDynamoDb;
import io.deploytrail.aws.Pace;
import io.deploytrail.aws.SimulatedTime;
import io.deploytrail.functions.backfillsessions.BackfillSessionsHandler;
import io.deploytrail.functions.ingestlogs.IngestLogsHandler;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.ingestion.FakeEventHistory;
import io.deploytrail.ingestion.IngestionOverFakes;
import io.deploytrail.ingestion.MadeUpOrganization;
import io.deploytrail.ingestion.Selection;
import io.deploytrail.ingestion.SessionBackfill;
import io.deploytrail.integration.corpus.Corpus;
import io.deploytrail.integration.corpus.RecordingContext;
import io.deploytrail.integration.ingestion.FakeBucket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The saved queries of Logs Insights find the lines that the functions write, and no others.
final class SavedQueriesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern EXPRESSION =
      Pattern.compile("(like|parse message) /((?:\\\\/|[^/])+)/");
  private static final String FIRST = "e1000000-0000-4000-8000-000000000001";

  private final DeployedTemplate deployed =
      DeployedTemplate.of(
          Template.HOME, Map.of("TrailBucket", "acme-trail", "TrailLogGroup", "acme-trail"));
  private final RecordingContext context = new RecordingContext();

  private JsonNode query(String resource) {
    return deployed.properties(resource);
  }

  /// Those lines of the log that pass the filters of the query, which Logs Insights and Java read
  /// alike.
  private List<String> found(String resource) {
    var text = query(resource).path("QueryString").asText();
    var expressions =
        EXPRESSION.matcher(text).results().map(it -> Pattern.compile(it.group(2))).toList();
    assertThat(expressions).as(text).isNotEmpty();
    return context.lines().stream()
        .filter(line -> expressions.stream().allMatch(it -> it.matcher(line).find()))
        .toList();
  }

  private static byte[] batch(String... bodies) {
    var batch = JSON.createObjectNode();
    var messages = batch.putArray("Records");
    for (var body : bodies) {
      messages.addObject().put("messageId", "m-" + messages.size()).put("body", body);
    }
    return batch.toString().getBytes(UTF_8);
  }

  private void index(String... events) {
    var index = new InMemorySessionIndex(Corpus.configuration().names());
    Corpus.invoke(Corpus.indexer(index), batch(events), context);
  }

  private static String event() {
    return new String(Corpus.input(Corpus.INDEX_SESSIONS, "01-deployment-by-id.json"), UTF_8);
  }

  private void ingest(byte[] content, String... keys) {
    var handler =
        new IngestLogsHandler(
            IngestionOverFakes.of(
                FakeDynamoDb.keeping(),
                new InMemorySessionIndex(Corpus.configuration().names()),
                _ -> {}),
            new FakeBucket(_ -> content),
            _ -> {});
    for (var key : keys) {
      var message =
          "{\"s3Bucket\":\"trail\",\"s3ObjectKey\":\"AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/%s.json.gz\"}"
              .formatted(key);
      Corpus.invoke(handler, batch(message), context);
    }
  }

  private void backfill(List<ObjectNode> records) {
    var time = new SimulatedTime(MadeUpOrganization.end());
    var configuration = Corpus.configuration();
    var handler =
        new BackfillSessionsHandler(
            new SessionBackfill(
                new DynamoSessionIndex(
                    FakeDynamoDb.keeping(),
                    "SessionsTable",
                    configuration.names(),
                    Duration.ofDays(400),
                    Corpus.CLOCK),
                new Selection(
                    configuration.names(), configuration.providers(), configuration::attributor)),
            _ -> new FakeEventHistory(records, time, _ -> false),
            deadline -> new Pace(Duration.ofMillis(550), time, time::pass, deadline),
            time);
    var input =
        "{\"region\":\"us-east-1\",\"part\":\"issuances\",\"from\":\"%s\"}"
            .formatted(MadeUpOrganization.START);
    Corpus.invoke(handler, input.getBytes(UTF_8), context);
  }

  private static List<ObjectNode> unreadable() {
    var records = MadeUpOrganization.records(1, 4).stream().map(ObjectNode::deepCopy).toList();
    var tokens =
        records.stream()
            .filter(record -> record.path("eventName").asText().equals("AssumeRoleWithWebIdentity"))
            .toList();
    tokens.get(0).put("eventID", "x".repeat(2000));
    tokens.get(1).put("userIdentity", "none");
    return records;
  }

  @Test
  void refusedRecordsAreFoundWithTheirReasons() {
    index(event(), "no event");
    ingest(MadeUpOrganization.file(MadeUpOrganization.records(1, 4)), "a", "gone");
    backfill(unreadable());

    assertThat(context.lines()).hasSize(7);
    assertThat(found("RefusedRecordsQuery"))
        .satisfiesExactly(
            line -> assertThat(line).contains("is left to the dead-letter queue: "),
            line -> assertThat(line).contains("goes back to the queue: s3://trail/"),
            line -> assertThat(line).contains("of the event history: userIdentity: "),
            line -> assertThat(line).contains("is not kept: eventId of event xxx"));
  }

  @Test
  void reusedNamesAreFoundWhereTheyBeginALine() {
    var copy =
        event()
            .replace("2026-11-19T09:00:00Z", "2026-11-19T11:00:00Z")
            .replace("10:00:00 AM", "12:00:00 PM")
            .replace(FIRST, "e1000000-0000-4000-8000-00000000000f")
            .replace("ASIAWEBPROD000000001", "ASIAWEBPROD00000000F");
    index(event(), copy);
    ingest(MadeUpOrganization.file(List.of()), "gone-ID_REUSED");

    assertThat(context.lines()).hasSize(4);
    assertThat(found("ReusedNamesQuery"))
        .singleElement()
        .asString()
        .startsWith("ID_REUSED: event e1000000-0000-4000-8000-00000000000f, ");
  }

  @Test
  void progressOfABackfillIsFoundWithItsFields() {
    backfill(MadeUpOrganization.records(1, 4));
    index(event());

    assertThat(found("BackfillProgressQuery"))
        .singleElement()
        .asString()
        .startsWith("backfill {\"region\":\"us-east-1\"");
    var text = query("BackfillProgressQuery").path("QueryString").asText();
    var shown = text.replaceAll("(?s).*\\| display @timestamp, ([^\n]+)\n.*", "$1").split(", ");
    assertThat(shown).hasSize(6).allSatisfy(name -> assertThat(text).contains("(?<" + name + ">"));
  }

  @Test
  void queriesReadTheLogsThatAreThere() {
    var without = DeployedTemplate.of(Template.HOME, Map.of());
    assertThat(without.ofType("AWS::Logs::QueryDefinition")).hasSize(3);
    for (var template : List.of(deployed, without)) {
      for (var query : template.ofType("AWS::Logs::QueryDefinition")) {
        assertThat(query.path("Name").asText()).startsWith("deploytrail-athena/");
        assertThat(Template.list(query.path("LogGroupNames")))
            .isNotEmpty()
            .allSatisfy(
                log -> assertThat(template.names("AWS::Logs::LogGroup")).contains(log.asText()));
      }
    }
    assertThat(query("RefusedRecordsQuery").path("LogGroupNames").toString())
        .contains(
            "IndexSessionsLogs", "IngestLogsLogs", "CollectLogEventsLogs", "BackfillSessionsLogs");
  }
}
