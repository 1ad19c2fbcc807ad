package io.deploytrail.integration.questions;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.Origin;
import io.deploytrail.attribution.Verdict;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.ingestion.MadeUpOrganization;
import io.deploytrail.ingestion.WholeTrail;
import io.deploytrail.integration.corpus.Tables;
import io.deploytrail.permissions.CallNeeds;
import io.deploytrail.permissions.CallPermissions;
import io.deploytrail.pulumi.StackName;
import io.deploytrail.pulumi.Subject;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What the questions `calls` and `changes` say from the indexes, wherever those are, is what all
/// of the trail says.
public interface CallQuestionsContract {
  ObjectMapper JSON = new ObjectMapper();
  RecordReader READER = new RecordReader();
  String NOT_ASKED = "event history: not asked";

  List<ObjectNode> RECORDS = MadeUpOrganization.records(6, 12);
  Attributor WHOLE_TRAIL = WholeTrail.of(RECORDS).rules();

  /// The tables into which log files of [#RECORDS] were taken.
  Tables tables();

  private JsonNode ask(String question, String name, String value, String next) {
    var parameters = new TreeMap<>(Map.of(name, value));
    if (!next.isEmpty()) {
      parameters.put("next", next);
    }
    return ask(question, parameters);
  }

  private JsonNode ask(String question, Map<String, String> parameters) {
    var questions =
        new Questions(
            tables().sessions(),
            new IndexedCalls(tables().calls(), new NoCalls(NOT_ASKED)),
            Tables.CONFIGURATION);
    var reader = new QuestionReader(READER, Clock.fixed(MadeUpOrganization.end(), UTC));
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

  record Told(Activity activity, String deployment, Verdict verdict) {}

  /// Every call with the id of the deployment that the whole trail gives it.
  private List<Told> told() {
    var told = new ArrayList<Told>();
    for (var record : RECORDS) {
      var json = MadeUpOrganization.bytes(record);
      if (READER.read(json).record() instanceof Call call) {
        var origin = WHOLE_TRAIL.attribute(call).origin();
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
  default void callsOfADeploymentAreThoseThatTheWholeTrailGivesIt() {
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
    return RECORDS.stream()
        .filter(record -> record.path("eventName").asText().equals("AssumeRoleWithWebIdentity"))
        .anyMatch(record ->
            record.at("/requestParameters/roleSessionName").asText().endsWith(deployment));
  }

  /// What the calls of a stack's recorded sessions asked for, those that are kept one by one.
  private static Map<String, Long> neededBy(StackName stack) {
    var needed = new TreeMap<String, Long>();
    for (var record : RECORDS) {
      var json = MadeUpOrganization.bytes(record);
      if (READER.read(json).record() instanceof Call call
          && ofRecordedSession(WHOLE_TRAIL.attribute(call).origin(), stack)) {
        var activity = READER.activity(call, json, 0, json.length);
        if (activity.standsOut()
            && CallPermissions.of(activity) instanceof CallNeeds.Needs(var needs)) {
          needs.forEach(need -> needed.merge(need.label() + " " + need.action(), 1L, Long::sum));
        }
      }
    }
    return needed;
  }

  private static boolean ofRecordedSession(Origin origin, StackName stack) {
    return origin.deployment().stack().equals(Optional.of(stack))
        && !origin.chain().isEmpty()
        && origin.chain().getLast() instanceof Root;
  }

  @Test
  default void policyIsMadeOfAllThatTheStacksSessionsCalledAndNothingElse() {
    var stacks = new HashSet<StackName>();
    for (var record : RECORDS) {
      if (READER.read(MadeUpOrganization.bytes(record)).record() instanceof Root root) {
        if (Subject.parse(root.identity().subject())
            instanceof Subject.Deployment(_, var stack, _)) {
          stacks.add(stack);
        }
      }
    }
    assertThat(stacks).hasSizeGreaterThan(2);
    for (var stack : stacks) {
      var answer =
          ask(
              "policy",
              Map.of(
                  "organization", stack.organization(),
                  "project", stack.project(),
                  "stack", stack.stack()));
      var reads = new HashSet<String>();
      var told = new TreeMap<String, Long>();
      for (var action : answer.path("actions")) {
        var name = action.path("label").asText() + " " + action.path("action").asText();
        // What a chain implies is counted by runs.
        if (name.equals("IMPLIED sts:AssumeRole")) {
          continue;
        }
        told.merge(name, action.path("calls").asLong(), Long::sum);
        if (!neededBy(stack).containsKey(name)) {
          reads.add(name);
        }
      }
      told.keySet().removeAll(reads);
      assertThat(told).containsExactlyEntriesOf(neededBy(stack));
      assertThat(reads)
          .allSatisfy(name -> assertThat(name).matches("USED \\w+:(Get|List|Describe)\\w*"));
    }
  }

  @Test
  default void readsAreToldAsSetsAndTheSourcesWithTheirReach() {
    var answer = ask("calls", "deployment", "00000000-0000-0007-0000-000000000001", "");
    assertThat(answer.path("reads").findValuesAsText("actions")).isNotNull();
    assertThat(answer.path("reads").toString()).contains("s3:GetObject");
    assertThat(answer.path("searched").toString())
        .contains("session index", "call index, with log files up to 2026-11-20T");
    assertThat(answer.path("notSearched")).isEmpty();
  }

  @Test
  default void changesOfAResourceAreThoseOfDeploymentsAndSaySo() {
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
  default void anUnknownDeploymentHasNoCalls() {
    var answer = ask("calls", "deployment", "acme/web/none@7", "");
    assertThat(answer.path("items")).isEmpty();
    assertThat(answer.path("searched").toString()).isEqualTo("[\"session index\"]");
  }

  @Test
  default void whoKnowsEachIndexedCallByItsEventId() {
    for (var call : told()) {
      if (call.verdict().isPulumi() && call.activity().standsOut()) {
        var answer = ask("who", "eventId", call.activity().event().id(), "");
        assertThat(answer.path("verdict").asText()).isEqualTo(call.verdict().name());
        assertThat(answer.at("/deployment/id").asText()).isEqualTo(call.deployment());
      }
    }
  }
}
