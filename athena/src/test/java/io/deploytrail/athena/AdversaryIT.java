package io.deploytrail.athena;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.adversary.PlayedWorld;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The adversary's worlds through the views: their answers stay right or become weaker, by the
/// judge of the Java core.
class AdversaryIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SEED = Long.getLong("deploytrail.adversary.seed", 19);
  private static final int WORLDS = Integer.getInteger("deploytrail.adversary.worlds.athena", 4);
  private static final int RECORDS = 500;
  private static final int PERTURBATIONS = 15;
  private static final List<String> ACCOUNTS =
      List.of("111122223333", "444455556666", "777788889999");

  private static final String ANSWERS =
      """
      SELECT event_id, verdict, confidence, organization, project, stack, operation, version, deployment_id, environment,
        environment_root, environment_user, stated, warnings, candidates, chain
      FROM deployment_calls
      """;

  @TempDir Path folder;

  @Test
  void answersStayRightOrBecomeWeaker() {
    var wrongs = new ArrayList<String>();
    try (var engine = Engine.start(folder)) {
      for (var number = 0; number < WORLDS; number++) {
        var world = PlayedWorld.of(SEED, number, RECORDS, PERTURBATIONS);
        var answers = answers(world, number, engine);
        assertThat(answers).hasSizeGreaterThan(RECORDS / 4);
        wrongs.addAll(world.wrongs(answers));
      }
    }
    assertThat(wrongs.subList(0, Math.min(5, wrongs.size())))
        .as("%d wrong answers, of seed %d", wrongs.size(), SEED)
        .isEmpty();
  }

  private Map<String, ObjectNode> answers(PlayedWorld world, int number, Engine engine) {
    var prefix = "world-" + number + "/";
    write(world, new LogFiles(folder, prefix));
    engine.createTrail(prefix, ACCOUNTS, List.of(LogFiles.REGION), "'2026/11/18', '2026/11/29'");
    var setting = world.setting();
    var configuration =
        Configuration.DEFAULT
            .withOrganizations(setting.organizations().toArray(String[]::new))
            .withTemplates(setting.templates().toArray(String[]::new));
    engine.createViews(
        setting.providers().isEmpty()
            ? configuration
            : configuration.withProviders(setting.providers().toArray(String[]::new)));
    var answers = new HashMap<String, ObjectNode>();
    engine.rows(ANSWERS).forEach(row -> answers.put("" + row.get("event_id"), json(row)));
    return answers;
  }

  /// A file an account and day.
  private static void write(PlayedWorld world, LogFiles files) {
    var byFile = new LinkedHashMap<List<String>, List<String>>();
    for (var record : world.records()) {
      var account = record.path("recipientAccountId").asText();
      var time = record.path("eventTime").asText();
      var day = time.matches("2026-11-(19|2[0-8])T.*") ? time.substring(8, 10) : "20";
      byFile
          .computeIfAbsent(
              List.of(ACCOUNTS.contains(account) ? account : ACCOUNTS.getFirst(), day),
              _ -> new ArrayList<>())
          .add("" + record);
    }
    byFile.forEach((file, records) ->
        files.deliver(
            file.getFirst(), "2026/11/" + file.getLast(), "file", records.toArray(String[]::new)));
  }

  /// A row in the form of `deploytrail attribute`.
  private static ObjectNode json(Map<String, Object> row) {
    var json = JSON.createObjectNode();
    put(json, "verdict", row, "verdict");
    put(json, "confidence", row, "confidence");
    if ("ENVIRONMENT".equals(row.get("verdict"))) {
      var environment = json.putObject("environment");
      put(environment, "organization", row, "organization");
      put(environment, "name", row, "environment");
      put(environment, "root", row, "environment_root");
      put(environment, "user", row, "environment_user");
    } else {
      var deployment = json.putObject("deployment");
      for (var name : List.of("organization", "project", "stack", "operation", "version")) {
        put(deployment, name, row, name);
      }
      put(deployment, "id", row, "deployment_id");
    }
    texts(row, "stated").forEach(json.putArray("stated")::add);
    texts(row, "warnings").forEach(json.putArray("warnings")::add);
    texts(row, "chain")
        .forEach(event -> json.withArray("/chain").addObject().put("issuedBy", event));
    texts(row, "candidates")
        .forEach(candidate -> candidate(candidate, json.withArray("/candidates").addObject()));
    return json;
  }

  /// `organization/project/stack operation version number id`, or `organization/environment`.
  private static void candidate(String text, ObjectNode candidate) {
    var words = List.of(text.split(" "));
    var names = words.getFirst().split("/", 3);
    var isOne = words.size() > 1 || words.getFirst().matches("[0-9a-fA-F-]{36}");
    if (!isOne) {
      candidate.put("organization", names[0]);
      if (names.length > 1) {
        candidate.put("name", words.getFirst().substring(names[0].length() + 1));
      }
      return;
    }
    if (names.length == 3) {
      candidate.put("organization", names[0]).put("project", names[1]).put("stack", names[2]);
    }
    for (var at = 0; at < words.size(); at++) {
      if (words.get(at).equals("version")) {
        candidate.put("version", words.get(at + 1));
      } else if (words.get(at).matches("[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}")) {
        candidate.put("id", words.get(at));
      } else if (words.get(at).matches("[a-z-]+")) {
        candidate.put("operation", words.get(at));
      }
    }
  }

  private static void put(ObjectNode json, String name, Map<String, Object> row, String column) {
    if (row.get(column) != null) {
      json.put(name, "" + row.get(column));
    }
  }

  private static List<String> texts(Map<String, Object> row, String column) {
    return row.get(column) instanceof List<?> list
        ? list.stream().map(text -> "" + text).toList()
        : List.of();
  }
}
