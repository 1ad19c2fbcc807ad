package io.deploytrail.integration.engines;

import static io.deploytrail.integration.corpus.Corpus.INDEX_SESSIONS;
import static io.deploytrail.integration.corpus.Corpus.QUERY_DEPLOYMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.cli.console.Home;
import io.deploytrail.integration.corpus.Corpus;
import io.deploytrail.integration.ingestion.IngestLogsTest;
import io.deploytrail.integration.template.Template;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every input of `events/` by the SAM CLI: the first of each function by `sam local invoke`, which
/// starts a container for it, and all of them by `sam local start-lambda`, which keeps them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SamLocalIT {
  /// The functions of template.yaml, by their folders in `events/`.
  private static final Map<String, String> FUNCTIONS =
      Map.of(
          INDEX_SESSIONS,
          "IndexSessionsFunction",
          "ingest-logs",
          "IngestLogsFunction",
          "backfill-sessions",
          "BackfillSessionsFunction",
          "collect-log-events",
          "CollectLogEventsFunction",
          QUERY_DEPLOYMENTS,
          "QueryDeploymentsFunction");

  private final LocalAws aws;
  private final SamLocal sam;
  private final SamLocal.Service service;
  private final Map<String, JsonNode> outcomes = new HashMap<>();

  SamLocalIT() throws IOException {
    SamLocal.assumeThere();
    aws = new LocalAws(HostAddress.ofContainers(), IngestLogsTest.smallFile());
    sam = SamLocal.of(aws.endpoints(), environment());
    service = sam.service();
  }

  /// That of `events/`, but for records that are kept longer, as the functions go by the clock.
  private static JsonNode environment() {
    var environment = Corpus.json(Corpus.input("", "environment.json"));
    environment.forEach(variables -> ((ObjectNode) variables).put("RETENTION_DAYS", "3650"));
    for (var folder : List.of("ingest-logs", "backfill-sessions")) {
      ((ObjectNode) environment.path(FUNCTIONS.get(folder)))
          .put("SESSIONS_TABLE", LocalAws.OTHER_SESSIONS);
    }
    return environment;
  }

  private JsonNode invoke(String folder, String name) {
    return service.invoke(FUNCTIONS.getOrDefault(folder, ""), Corpus.input(folder, name));
  }

  @BeforeAll
  void indexSessions() {
    for (var name : Corpus.names(INDEX_SESSIONS)) {
      outcomes.put(name, invoke(INDEX_SESSIONS, name));
    }
  }

  @AfterAll
  void stop() {
    service.close();
    aws.close();
  }

  static Stream<String> events() {
    return Corpus.names(INDEX_SESSIONS).stream();
  }

  @ParameterizedTest
  @MethodSource("events")
  void issuanceHasTheExpectedOutcome(String name) {
    assertThat(outcomes.get(name)).isEqualTo(Corpus.expected(INDEX_SESSIONS, name));
  }

  static Stream<String> others() {
    return FUNCTIONS.keySet().stream()
        .filter(folder -> !folder.equals(INDEX_SESSIONS))
        .flatMap(folder -> Corpus.names(folder).stream().map(name -> folder + "/" + name));
  }

  @ParameterizedTest
  @MethodSource("others")
  void inputHasTheExpectedAnswer(String input) {
    var folder = input.substring(0, input.indexOf('/'));
    var name = input.substring(folder.length() + 1);

    assertThat(invoke(folder, name)).isEqualTo(Corpus.expected(folder, name));
  }

  static Stream<String> folders() {
    return FUNCTIONS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void functionStartsForOneEvent(String folder) throws Exception {
    var first = Corpus.names(folder).getFirst();
    var event = Home.file("events/" + folder + "/" + first);

    var answer = sam.invoke(FUNCTIONS.getOrDefault(folder, ""), event);

    assertThat(answer).isEqualTo(Corpus.expected(folder, first));
  }

  @Test
  void everyFunctionOfTheTemplateHasInputs() {
    assertThat(
            Template.list(Template.read(Template.HOME).at("/Resources")).stream()
                .filter(
                    resource -> resource.path("Type").asText().equals("AWS::Serverless::Function")))
        .hasSameSizeAs(FUNCTIONS.keySet());
  }
}
