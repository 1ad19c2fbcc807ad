package io.deploytrail.ingestion;

import static io.deploytrail.index.Facts.ID;
import static io.deploytrail.index.Facts.NAMES;
import static io.deploytrail.index.Facts.NOW;
import static io.deploytrail.index.Facts.RETENTION;
import static io.deploytrail.index.Facts.SUBJECT;
import static io.deploytrail.index.Facts.denied;
import static io.deploytrail.index.Facts.link;
import static io.deploytrail.index.Facts.principal;
import static io.deploytrail.index.Facts.root;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.aws.FakeDynamoDb;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.questions.Configuration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The lines about sessions whose id or version is another's.
final class ReusedNamesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Configuration CONFIGURATION =
      Configuration.of(
          List.of("web-v${deployment.version}", "web-${deployment.id}"), List.of(), List.of());
  private static final Instant AT = NOW.minusSeconds(36_000);

  private static List<String> lines(Fact... facts) {
    var index = new InMemorySessionIndex(NAMES);
    List.of(facts).forEach(index::add);
    return ReusedNames.in(List.of(facts), index, CONFIGURATION::attributor);
  }

  @Test
  void aSessionThatStatesAnothersIdIsNamedWithTheFirstOne() {
    var first = root("e1", "ASIA1", "web-" + ID, AT);
    var again = root("e2", "ASIA2", "web-" + ID, AT.plusSeconds(7200));

    assertThat(lines(first)).isEmpty();
    assertThat(lines(first, first)).as("a redelivery").isEmpty();
    assertThat(lines(first, again))
        .singleElement()
        .asString()
        .startsWith("ID_REUSED: event e2, ")
        .contains(ID + " was stated first by event e1");
  }

  @Test
  void sessionsThatShareAVersionAreAllNamed() {
    var first = root("e1", "ASIA1", "web-v3", AT);
    var again = root("e2", "ASIA2", "web-v3", AT.plusSeconds(7200));

    assertThat(lines(first, again))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).startsWith("VERSION_REUSED: event "));
  }

  @Test
  void whatStatesNothingIsNotAskedFor() {
    var facts =
        List.of(
            root("e1", "ASIA1", "static", AT),
            link("e2", "ASIA2", "web-v3", AT, principal("parent")),
            denied("e3", AT, SUBJECT));

    var dynamo = FakeDynamoDb.keeping();
    var index =
        new DynamoSessionIndex(dynamo, "SessionsTable", NAMES, RETENTION, Clock.systemUTC());

    assertThat(ReusedNames.in(facts, index, CONFIGURATION::attributor)).isEmpty();
    assertThat(dynamo.requests()).isEqualTo(new FakeDynamoDb.Requests(0, 0, 0));
  }

  /// The first run of a deployment, and two hours later a session that states the same id.
  @Test
  void aLogFilesReportHasTheLines() throws IOException {
    var event = Files.readString(Path.of("..", "events/index-sessions/01-deployment-by-id.json"));
    var again =
        event
            .replace("2026-11-19T09:00:00Z", "2026-11-19T11:00:00Z")
            .replace("10:00:00 AM", "12:00:00 PM")
            .replace("e1000000-0000-4000-8000-000000000001", "again")
            .replace("ASIAWEBPROD000000001", "ASIAWEBPROD00000000F");
    var file = JSON.createObjectNode();
    var records = file.putArray("Records");
    for (var text : List.of(event, again)) {
      records.add((ObjectNode) JSON.readTree(text).path("detail"));
    }
    var report =
        IngestionOverFakes.of(
                FakeDynamoDb.forgetting(),
                new InMemorySessionIndex(Configuration.DEFAULT.names()),
                _ -> {})
            .ingest(
                new LogObject("trail", "a"),
                new ByteArrayInputStream(file.toString().getBytes(UTF_8)));

    assertThat(report.reused()).singleElement().asString().startsWith("ID_REUSED: event again");
  }
}
