package io.deploytrail.integration.questions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.adversary.World;
import io.deploytrail.adversary.WorldMaker;
import io.deploytrail.cli.console.Home;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.dynamodb.DynamoDbLocal;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.ingestion.FollowUp;
import io.deploytrail.ingestion.LogIngestion;
import io.deploytrail.ingestion.LogObject;
import io.deploytrail.ingestion.Selection;
import io.deploytrail.integration.corpus.Tables;
import io.deploytrail.questions.AnswerWriter;
import io.deploytrail.questions.IndexedCalls;
import io.deploytrail.questions.NoCalls;
import io.deploytrail.questions.Question;
import io.deploytrail.questions.Questions;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every way to an answer leads to the same one: `attribute`, `attribute --all`, `who`, `calls` and
/// the index on DynamoDB say of each call of a made-up world, perturbed, what the rules say in
/// memory, as whole JSON.
final class OnePathTest {
  private static final long SEED = Long.getLong("deploytrail.adversary.seed", 7);
  private static final int WORLDS = 60;
  private static final int FEW_WORLDS = 20;
  private static final int ASKED = 8;
  private static final String SUPPLIED = "supplied record, not checked against CloudTrail";
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), UTC);
  private static final Duration YEAR = Duration.ofDays(400);
  private static final RecordReader READER = new RecordReader();
  @TempDir private Path folder = Path.of("");

  private WorldDesk desk() {
    return new WorldDesk(folder);
  }

  /// Every other kind of perturbation, by its number.
  static IntStream worlds() {
    return IntStream.range(0, WORLDS).map(world -> world * 2 + world % 2);
  }

  static IntStream fewWorlds() {
    return worlds().limit(FEW_WORLDS);
  }

  private static World world(int number) {
    return WorldMaker.perturbed(SEED, number).readable();
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void attributeSaysWhatTheRulesSay(int number) {
    var world = world(number);
    var log = desk().log(world);
    var expected = world.answers();

    var all =
        WorldDesk.lines(
            desk().run("", WorldDesk.command(world.setting(), "attribute", "--all", log)));
    assertThat(all).as("world %d", number).isEqualTo(expected);
    expected.values().removeIf(answer -> answer.path("verdict").asText().equals("NONE"));
    assertThat(
            WorldDesk.lines(desk().run("", WorldDesk.command(world.setting(), "attribute", log))))
        .as("world %d", number)
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void whoSaysWhatTheRulesSay(int number) {
    var world = world(number);
    desk().run("", "index", desk().log(world));
    var records = records(world);
    for (var expected : some(world.answers(), number)) {
      var id = expected.path("eventId").asText();
      var byId = WorldDesk.json(desk().run("", WorldDesk.command(world.setting(), "who", id)));
      assertThat(WorldDesk.withoutPlaces(byId))
          .as("world %d, event %s", number, id)
          .isEqualTo(expected);
      var record = new String(records.getOrDefault(id, new byte[0]), UTF_8);
      var supplied =
          WorldDesk.json(desk().run(record, WorldDesk.command(world.setting(), "who", "-")));
      assertThat(withoutSupplied(WorldDesk.withoutPlaces(supplied)))
          .as("world %d, record %s", number, id)
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void callsAreThoseThatTheRulesGiveADeployment(int number) {
    var world = world(number);
    desk().run("", "index", desk().log(world));
    var answers = world.answers();
    for (var deployment : deployments(answers)) {
      var output =
          desk()
              .run(
                  "",
                  WorldDesk.command(world.setting(), "calls", "--format", "ndjson", deployment));
      var items = WorldDesk.lines(output);
      items
          .values()
          .forEach(item -> {
            var answer = ((ObjectNode) item).without(List.of("resources", "errorCode"));
            assertThat(answer).as("world %d", number).isEqualTo(answers.get(WorldDesk.id(answer)));
          });
      assertThat(items.keySet())
          .as("world %d, calls of %s", number, deployment)
          .containsAll(changing(world, answers, deployment));
    }
  }

  @ParameterizedTest
  @MethodSource("fewWorlds")
  void theTableSaysWhatMemorySays(int number) {
    var world = world(number);
    try (var engine = DynamoDbLocal.start()) {
      var table = engine.createTable(Home.file("template.yaml"), "SessionsTable");
      var names = world.setting().configuration().names();
      var index = new DynamoSessionIndex(engine.client(), table, names, YEAR, CLOCK);

      assertThat(world.answers(index)).as("world %d", number).isEqualTo(world.answers());
    }
  }

  /// What is kept of log files may lack somebody else's sessions, never a call that the rules prove
  /// to be a deployment's, and stands out.
  @ParameterizedTest
  @MethodSource("fewWorlds")
  void ingestionKeepsWhatTheRulesProve(int number) {
    var world = world(number);
    var configuration = world.setting().configuration();
    try (var engine = DynamoDbLocal.start()) {
      var tables = Tables.create(engine.client());
      var sessions =
          new DynamoSessionIndex(
              engine.client(), "SessionsTable", configuration.names(), YEAR, CLOCK);
      var waiting = new ArrayDeque<FollowUp>();
      var selection =
          new Selection(
              configuration.names(), configuration.providers(), configuration::attributor);
      var ingestion =
          new LogIngestion(
              sessions, tables.calls(), tables.sightings(), waiting::add, selection, false);
      var log = WorldDesk.text(world).getBytes(UTF_8);
      ingestion.ingest(new LogObject("trail", "0"), new ByteArrayInputStream(log));
      while (!waiting.isEmpty()) {
        switch (waiting.remove()) {
          case FollowUp.Callers callers -> ingestion.find(callers);
          case FollowUp.Reread reread -> ingestion.reread(reread, new ByteArrayInputStream(log));
        }
      }
      var questions =
          new Questions(
              sessions, new IndexedCalls(tables.calls(), new NoCalls("not asked")), configuration);
      var records = records(world);
      var lost = new ArrayList<String>();
      for (var answered : world.answers().entrySet()) {
        var id = answered.getKey();
        var expected = answered.getValue();
        var record = records.getOrDefault(id, new byte[0]);
        if (expected.path("confidence").asText().equals("PROVEN") && standsOut(record)) {
          var answer =
              WorldDesk.json(AnswerWriter.write(questions.answer(new Question.WhoMadeEvent(id))));
          if (!answer.path("deployment").equals(expected.path("deployment"))) {
            lost.add(new String(record, UTF_8) + "\nis " + expected + "\nnot " + answer);
          }
        }
      }
      assertThat(lost).as("world %d", number).isEmpty();
    }
  }

  private static boolean standsOut(byte[] json) {
    return READER.read(json).record() instanceof Call call
        && READER.activity(call, json, 0, json.length).standsOut();
  }

  /// The ids that the answers name as facts, by a root that is known.
  private static List<String> deployments(Map<String, JsonNode> answers) {
    return answers.values().stream()
        .filter(answer -> answer.path("verdict").asText().equals("DEPLOYMENT"))
        .filter(answer -> !answer.path("warnings").toString().contains("ISSUANCE_MISSING"))
        .map(answer -> answer.path("deployment").path("id").asText())
        .filter(id -> !id.isEmpty())
        .distinct()
        .limit(3)
        .toList();
  }

  /// The calls of that deployment that `calls` tells one by one.
  private static List<String> changing(
      World world, Map<String, JsonNode> answers, String deployment) {
    var changing = new ArrayList<String>();
    for (var json : world.records()) {
      if (READER.read(json).record() instanceof Call call
          && READER.activity(call, json, 0, json.length).standsOut()
          && isOf(answers.getOrDefault(call.event().id(), NullNode.getInstance()), deployment)) {
        changing.add(call.event().id());
      }
    }
    return changing;
  }

  private static boolean isOf(JsonNode answer, String deployment) {
    return answer.path("verdict").asText().equals("DEPLOYMENT")
        && !answer.path("warnings").toString().contains("ISSUANCE_MISSING")
        && answer.path("deployment").path("id").asText().equals(deployment);
  }

  /// Some answers: of each type of verdict, and others.
  private static List<JsonNode> some(Map<String, JsonNode> answers, int number) {
    var ofEach =
        answers.values().stream()
            .collect(
                Collectors.toMap(
                    answer -> answer.path("verdict").asText() + answer.path("confidence").asText(),
                    answer -> answer,
                    (one, _) -> one,
                    LinkedHashMap::new));
    return Stream.concat(ofEach.values().stream(), answers.values().stream().skip(number % 30))
        .distinct()
        .limit(ASKED)
        .toList();
  }

  private static Map<String, byte[]> records(World world) {
    var records = new LinkedHashMap<String, byte[]>();
    for (var json : world.records()) {
      records.put(READER.read(json).record().event().id(), json);
    }
    return records;
  }

  private static ObjectNode withoutSupplied(ObjectNode answer) {
    var evidence = (ArrayNode) answer.path("evidence");
    assertThat(evidence.path(0).asText()).isEqualTo(SUPPLIED);
    evidence.remove(0);
    return answer;
  }
}
