package io.deploytrail.athena;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What is said of one call, in whatever way it was found: what the truth, the Java core and the
/// SQL can be compared by. `fields` are texts by the names that the truth gives them.
record Answer(SortedMap<String, String> fields, List<String> warnings) {
  /// Of a call of which nothing is said.
  static final Answer NONE = new Answer(new TreeMap<>(Map.of("verdict", "NONE")), List.of());

  private static final String STATED = "stated";

  private static final List<String> NAMES =
      List.of("organization", "project", "stack", "operation", "version", "id");

  Answer {
    warnings = warnings.stream().sorted().toList();
  }

  /// A line of the truth, whose fields stand side by side, or of `deploytrail attribute`, which has
  /// an object for a deployment and one for an environment.
  static Answer ofJson(JsonNode json) {
    var fields = new TreeMap<String, String>();
    put(fields, "verdict", json.path("verdict"));
    put(fields, "confidence", json.path("confidence"));
    for (var name : NAMES) {
      put(fields, name, json.path(name));
      put(fields, name, json.path("deployment").path(name));
    }
    var environment = json.path("environment");
    if (environment.isObject()) {
      put(fields, "organization", environment.path("organization"));
      put(fields, "environment", environment.path("name"));
      put(fields, "root", environment.path("root"));
      put(fields, "user", environment.path("user"));
    } else {
      put(fields, "environment", environment);
      put(fields, "root", json.path("root"));
      put(fields, "user", json.path("user"));
    }
    putStated(fields, Trail.texts(json.path("stated")));
    return new Answer(fields, Trail.texts(json.path("warnings")));
  }

  /// A row of the view `deployment_calls`.
  static Answer ofRow(Map<String, Object> row) {
    var fields = new TreeMap<String, String>();
    row.forEach((column, value) -> {
      switch (column) {
        case "verdict", "confidence", "organization", "project", "stack", "operation" ->
            fields.put(column, "" + value);
        case "version", "environment" -> fields.put(column, "" + value);
        case "deployment_id" -> fields.put("id", "" + value);
        case "environment_root" -> fields.put("root", "" + value);
        case "environment_user" -> fields.put("user", "" + value);
        case "stated" -> putStated(fields, texts(value));
        default -> {}
      }
    });
    return new Answer(fields, texts(row.getOrDefault("warnings", List.of())));
  }

  private static List<String> texts(Object array) {
    return array instanceof List<?> list
        ? list.stream().map(text -> "" + text).toList()
        : List.of();
  }

  private static void put(Map<String, String> fields, String name, JsonNode value) {
    if (value.isValueNode() && !value.isNull()) {
      fields.put(name, value.asText());
    }
  }

  /// The fields that only the session name says, in the order in which they are listed.
  private static void putStated(Map<String, String> fields, List<String> stated) {
    if (!stated.isEmpty()) {
      fields.put(STATED, String.join(" ", stated));
    }
  }

  String field(String name) {
    return fields.getOrDefault(name, "");
  }

  Answer with(String name, String value) {
    var changed = new TreeMap<>(fields);
    changed.put(name, value);
    return new Answer(changed, warnings);
  }

  /// Without that field, neither known nor stated.
  Answer without(String name) {
    var changed = new TreeMap<>(fields);
    changed.remove(name);
    changed.remove(STATED);
    putStated(
        changed,
        Stream.of(field(STATED).split(" "))
            .filter(other -> !other.isEmpty() && !other.equals(name))
            .toList());
    return new Answer(changed, warnings);
  }
}
