package io.deploytrail.permissions.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.deploytrail.trust.Decision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A second opinion on what a policy allows, for the tests alone: the answers that are possible, by
/// regular expressions of the JSON. It shares no code with the evaluator.
final class IdentityOracle {
  private static final Set<Boolean> EITHER = Set.of(true, false);

  private final Map<String, String> keys;

  private IdentityOracle(Map<String, String> keys) {
    this.keys = keys;
  }

  static Decision answer(
      JsonNode policy, String action, String resource, Map<String, String> keys) {
    var oracle = new IdentityOracle(keys);
    var allowed = oracle.any(policy, "Allow", action, resource);
    var denied = oracle.any(policy, "Deny", action, resource);
    var answers = new HashSet<Boolean>();
    allowed.forEach(yes -> denied.forEach(no -> answers.add(yes && !no)));
    return answers.size() == 2 ? Decision.UNDECIDED : Decision.of(answers.contains(true));
  }

  private Set<Boolean> any(JsonNode policy, String effect, String action, String resource) {
    var may = false;
    var must = false;
    for (var statement : policy.get("Statement")) {
      if (statement.get("Effect").asText().equals(effect)) {
        var answers = applies(statement, action, resource);
        may |= answers.contains(true);
        must |= !answers.contains(false);
      }
    }
    return must ? Set.of(true) : may ? EITHER : Set.of(false);
  }

  private Set<Boolean> applies(JsonNode statement, String action, String resource) {
    if (list(statement.get("Action")).stream()
        .noneMatch(text ->
            Pattern.compile(regex(text, false).orElseThrow(), Pattern.CASE_INSENSITIVE)
                .matcher(action)
                .matches())) {
      return Set.of(false);
    }
    var parts = new ArrayList<Set<Boolean>>();
    parts.add(ofResources(list(statement.get("Resource")), resource));
    for (var block : statement.path("Condition").properties()) {
      for (var key : block.getValue().properties()) {
        parts.add(holds(block.getKey(), key.getKey(), list(key.getValue())));
      }
    }
    if (parts.contains(Set.of(false))) {
      return Set.of(false);
    }
    return parts.contains(EITHER) ? EITHER : Set.of(true);
  }

  private Set<Boolean> ofResources(List<String> patterns, String resource) {
    var may = false;
    for (var pattern : patterns) {
      var regex = regex(pattern, true);
      if (regex.isEmpty()) {
        may = true;
      } else if (resource.matches(regex.get())) {
        return Set.of(true);
      }
    }
    return may ? EITHER : Set.of(false);
  }

  private Set<Boolean> holds(String operator, String key, List<String> values) {
    var actual = keys.get(key);
    if (actual == null) {
      return EITHER;
    }
    var isOne =
        operator.contains("Like")
            ? values.stream().anyMatch(value -> actual.matches(regex(value, true).orElseThrow()))
            : values.contains(actual);
    return Set.of(isOne != operator.contains("Not"));
  }

  /// Empty where a variable stands in it.
  private static Optional<String> regex(String text, boolean hasVariables) {
    var regex = new StringBuilder("(?s)");
    for (var at = 0; at < text.length(); at++) {
      var rest = text.substring(at);
      if (hasVariables && rest.matches("(?s)\\$\\{[*?$]\\}.*")) {
        regex.append("\\").append(rest.charAt(2));
        at += 3;
      } else if (hasVariables && rest.startsWith("${")) {
        return Optional.empty();
      } else if (rest.startsWith("*")) {
        regex.append(".*");
      } else if (rest.startsWith("?")) {
        regex.append(".");
      } else {
        regex.append(Pattern.quote(rest.substring(0, 1)));
      }
    }
    return Optional.of(regex.toString());
  }

  private static List<String> list(JsonNode node) {
    var texts = new ArrayList<String>();
    (node.isArray() ? node : List.of(node)).forEach(element -> texts.add(element.asText()));
    return texts;
  }
}
