package io.deploytrail.integration.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deploytrail.integration.template.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What CloudFormation makes of the parameters that it is sent, stack by stack: a value, the
/// previous one where none is sent, or else the template's default.
final class StacksOfPages {
  private record Stack(String template, Map<String, String> parameters) {}

  private final Map<String, Stack> stacks = new HashMap<>();

  /// Returns the parameters for which a value is missing; then nothing is deployed.
  List<String> deploy(String stack, String template, JsonNode sent) {
    var before = stacks.get(stack);
    if (before != null) {
      assertThat(template).as("what replaces " + stack).isEqualTo(before.template());
    }
    var after = new HashMap<String, String>();
    var missing = new ArrayList<String>();
    for (var parameter : Template.read(template).at("/Parameters").properties()) {
      var name = parameter.getKey();
      if (sent.hasNonNull(name)) {
        after.put(name, sent.get(name).asText());
      } else if (before != null && before.parameters().containsKey(name)) {
        after.put(name, before.parameters().get(name));
      } else if (parameter.getValue().has("Default")) {
        after.put(name, parameter.getValue().get("Default").asText());
      } else {
        missing.add(name);
      }
    }
    if (missing.isEmpty()) {
      stacks.put(stack, new Stack(template, after));
    }
    return missing;
  }

  Map<String, String> parameters(String stack) {
    var deployed = stacks.get(stack);
    return deployed == null ? Map.of() : deployed.parameters();
  }
}
