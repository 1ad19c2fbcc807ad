package io.deploytrail.integration.template;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.integration.template.StateMachine.FailedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What the expressions of a state see: its input, its result once there is one, the item of a map
/// that is being selected, and variables.
record StateScope(
    Object input, Optional<Object> result, Optional<Object> item, Map<String, Object> variables) {
  private static final ObjectMapper JSON = new ObjectMapper();

  StateScope(Object input, Map<String, Object> variables) {
    this(input, Optional.empty(), Optional.empty(), variables);
  }

  StateScope with(Optional<Object> ofState) {
    return new StateScope(input, ofState, item, variables);
  }

  StateScope withItem(Object ofMap) {
    return new StateScope(input, result, Optional.of(ofMap), variables);
  }

  void assign(Optional<JsonNode> by, Map<String, Object> target) {
    by.map(state -> state.path("Assign"))
        .ifPresent(assignments ->
            assignments
                .properties()
                .forEach(each -> target.put(each.getKey(), value(each.getValue()))));
  }

  Object value(JsonNode template) {
    if (template.isObject()) {
      var object = new LinkedHashMap<String, Object>();
      template.properties().forEach(each -> object.put(each.getKey(), value(each.getValue())));
      return object;
    }
    if (template.isArray()) {
      var list = new ArrayList<Object>();
      template.forEach(each -> list.add(value(each)));
      return list;
    }
    var text = template.asText();
    return text.startsWith("{%")
        ? evaluated(text.substring(2, text.length() - 2))
        : JSON.convertValue(template, Object.class);
  }

  private Object evaluated(String expression) {
    var parsed = Jsonata.jsonata(expression);
    var frame = parsed.createFrame();
    var context = new HashMap<String, Object>();
    context.put("Execution", Map.of("StartTime", StateMachine.STARTED));
    item.ifPresent(value -> context.put("Map", Map.of("Item", Map.of("Value", value))));
    var states = new HashMap<String, Object>();
    states.put("input", input);
    states.put("context", context);
    result.ifPresent(value -> states.put("result", value));
    frame.bind("states", states);
    variables.forEach(frame::bind);
    return Optional.ofNullable(parsed.evaluate(null, frame))
        .orElseThrow(() -> new FailedException("no value: " + expression + " of " + states));
  }
}
