package io.deploytrail.integration;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.Verdict;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.pulumi.Variable;
import io.deploytrail.questions.AnswerWriter;
import io.deploytrail.questions.IndexedCalls;
import io.deploytrail.questions.NoCalls;
import io.deploytrail.questions.QuestionReader;
import io.deploytrail.questions.Questions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What the questions `calls` and `changes` say from the indexes is what all of the trail says.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CallQuestionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RecordReader READER = new RecordReader();
  private static final String NOT_ASKED = "event history: not asked";

  private final Installation installation = new Installation();
  private final List<ObjectNode> records = MadeUpOrganization.records(6, 12);
  private final Attributor wholeTrail = LogIngestionTest.wholeTrail(records);
  private final Questions questions =
      new Questions(
          installation.sessions,
          new IndexedCalls(installation.calls, new NoCalls(NOT_ASKED)),
          Installation.CONFIGURATION);
  private final QuestionReader reader =
      new QuestionReader(READER, Clock.fixed(MadeUpOrganization.end(), UTC));

  @BeforeAll
  void takeIn() {
    installation.takeIn(MadeUpOrganization.files(records, 20, 7), new Random(8));
  }

  @AfterAll
  void close() {
    installation.close();
  }

  private JsonNode ask(String question, String name, String value, String next) {
    var parameters = new TreeMap<>(Map.of(name, value));
    if (!next.isEmpty()) {
      parameters.put("next", next);
    }
    try {
      return JSON.readTree(AnswerWriter.write(questions.answer(reader.read(question, parameters))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<JsonNode> all(String question, String name, String value) {
    var items = new ArrayList<JsonNode>();
    var next = "";
    do {
      var answer = ask(question, name, value, next);
      answer.path("items").forEach(items::add);
      next = answer.path("next").asText();
    } while (!next.isEmpty());
    return items;
  }

  private static List<String> ids(List<JsonNode> items) {
    return items.stream().map(item -> item.path("eventId").asText()).toList();
  }

  private record Told(Activity activity, String deployment, Verdict verdict) {}

  /// Every call with the id of the deployment that the whole trail gives it.
  private List<Told> told() {
    var told = new ArrayList<Told>();
    for (var record : records) {
      var json = MadeUpOrganization.bytes(record);
      if (READER.read(json).record() instanceof Call call) {
        var origin = wholeTrail.attribute(call).origin();
        told.add(
            new Told(
                READER.activity(call, json, 0, json.length),
                origin.deployment().field(Variable.ID).orElse(""),
                origin.verdict()));
      }
    }
    return told;
  }

  @Test
  void callsOfADeploymentAreThoseThatTheWholeTrailGivesIt() {
    var deployments = new TreeSet<String>();
    told().forEach(call -> deployments.add(call.deployment()));
    deployments.remove("");
    assertThat(deployments).hasSizeGreaterThan(5);
    for (var deployment : deployments) {
      var expected =
          told().stream()
              .filter(call -> call.deployment().equals(deployment))
              .map(Told::activity)
              .filter(Activity::standsOut)
              .map(activity -> activity.event().id())
              .toList();
      var items = all("calls", "deployment", deployment);
      var isRecorded = !items.isEmpty();
      // A deployment whose issuance is in no file is not found by its id, only call by call.
      if (isRecorded) {
        assertThat(ids(items)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(items.stream().map(item -> item.path("eventTime").asText()).toList()).isSorted();
      }
      assertThat(isRecorded).isEqualTo(isRecorded(deployment));
    }
  }

  private boolean isRecorded(String deployment) {
    return records.stream()
        .filter(record -> record.path("eventName").asText().equals("AssumeRoleWithWebIdentity"))
        .anyMatch(record ->
            record.at("/requestParameters/roleSessionName").asText().endsWith(deployment));
  }

  @Test
  void readsAreToldAsSetsAndTheSourcesWithTheirReach() {
    var answer = ask("calls", "deployment", "00000000-0000-0007-0000-000000000001", "");
    assertThat(answer.path("reads").findValuesAsText("actions")).isNotNull();
    assertThat(answer.path("reads").toString()).contains("s3:GetObject");
    assertThat(answer.path("searched").toString())
        .contains("session index", "call index, with log files up to 2026-11-20T");
    assertThat(answer.path("notSearched")).isEmpty();
  }

  @Test
  void changesOfAResourceAreThoseOfDeploymentsAndSaySo() {
    for (var resource : List.of("bucket-1", "arn:aws:s3:::bucket-1", "sg-00000003")) {
      var expected =
          told().stream()
              .filter(call -> call.verdict().isPulumi())
              .map(Told::activity)
              .filter(Activity::standsOut)
              .filter(activity -> activity.resources().contains(resource))
              .map(activity -> activity.event().id())
              .toList();
      assertThat(expected).isNotEmpty();
      var items = all("changes", "resource", resource);
      assertThat(ids(items)).as(resource).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(items.stream().map(item -> item.path("eventTime").asText()).toList().reversed())
          .isSorted();
      assertThat(ask("changes", "resource", resource, "").path("notSearched").toString())
          .contains(NOT_ASKED);
    }
  }

  @Test
  void anUnknownDeploymentHasNoCalls() {
    var answer = ask("calls", "deployment", "acme/web/none@7", "");
    assertThat(answer.path("items")).isEmpty();
    assertThat(answer.path("searched").toString()).isEqualTo("[\"session index\"]");
  }

  @Test
  void whoKnowsEachIndexedCallByItsEventId() {
    for (var call : told()) {
      if (call.verdict().isPulumi() && call.activity().standsOut()) {
        var answer = ask("who", "eventId", call.activity().event().id(), "");
        assertThat(answer.path("verdict").asText()).isEqualTo(call.verdict().name());
        assertThat(answer.at("/deployment/id").asText()).isEqualTo(call.deployment());
      }
    }
  }
}
