package io.deploytrail.adversary;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An answer as its JSON says it.
record Said(JsonNode json) {
  /// A session of the answer's chain.
  record Hop(String key, String principal, String issuedAt, String issuedBy) {}

  String verdict() {
    return json.path("verdict").asText();
  }

  String confidence() {
    return json.path("confidence").asText("");
  }

  boolean isNobody() {
    return verdict().equals("NONE") || verdict().equals("SUSPECT");
  }

  boolean isAmbiguous() {
    return verdict().equals("AMBIGUOUS");
  }

  boolean isEnvironment() {
    return verdict().equals("ENVIRONMENT");
  }

  Map<String, String> deployment() {
    return fields(json.path("deployment"));
  }

  Map<String, String> environment() {
    return fields(json.path("environment"));
  }

  List<Map<String, String>> candidates() {
    var candidates = new ArrayList<Map<String, String>>();
    json.path("candidates").forEach(candidate -> candidates.add(fields(candidate)));
    return candidates;
  }

  /// The names of the fields that only a session name says.
  List<String> stated() {
    return texts("stated");
  }

  List<String> warnings() {
    return texts("warnings");
  }

  List<Hop> chain() {
    var chain = new ArrayList<Hop>();
    for (var session : json.path("chain")) {
      chain.add(
          new Hop(
              session.path("accessKeyId").asText(),
              session.path("principal").asText(),
              session.path("issuedAt").asText(),
              session.path("issuedBy").asText()));
    }
    return chain;
  }

  /// All of it that is an answer: without the evidence, which tells of records that came and went.
  Map<String, Object> answer() {
    var answer = new LinkedHashMap<String, Object>();
    answer.put("verdict", verdict());
    answer.put("confidence", confidence());
    answer.put("deployment", deployment());
    answer.put("environment", environment());
    answer.put("stated", stated());
    answer.put(
        "candidates", List.copyOf(candidates().stream().map(Map::toString).sorted().toList()));
    answer.put("clues", fields(json.path("clues")));
    answer.put("warnings", warnings());
    return answer;
  }

  private List<String> texts(String field) {
    var texts = new ArrayList<String>();
    json.path(field).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /// The link is made of the others.
  private static Map<String, String> fields(JsonNode object) {
    var fields = new LinkedHashMap<String, String>();
    object.properties().forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
    fields.remove("url");
    return fields;
  }
}
