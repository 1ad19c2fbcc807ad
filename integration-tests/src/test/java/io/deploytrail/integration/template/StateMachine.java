package io.deploytrail.integration.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A state machine of a template, run by what of the Amazon States Language it uses; its tasks are
/// the test's.
///
/// "Amazon States Language", AWS Step Functions Developer Guide. Expressions are run by a JSONata
/// of its own, and one without a value fails, as there; nothing waits. Each execution starts at
/// [#STARTED].
public final class StateMachine {
  static final String STARTED = "2026-11-25T05:07:00.000Z";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new YAMLMapper();

  private final JsonNode definition;
  private final Tasks tasks;

  /// Does what a task's resource names, such as `lambda:invoke`, with its arguments.
  public interface Tasks {
    Object invoke(String resource, Map<String, Object> arguments);
  }

  /// What makes a state or an execution fail.
  public static final class FailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FailedException(String message) {
      super(message);
    }
  }

  private StateMachine(JsonNode definition, Tasks tasks) {
    this.definition = definition;
    this.tasks = tasks;
  }

  /// That of a template such as [Template#HOME].
  public static StateMachine of(
      String template, String name, Map<String, String> substitutions, Tasks tasks)
      throws IOException {
    return new StateMachine(definition(template, name, substitutions), tasks);
  }

  /// Its definition as it is deployed, from the template or from a file beside it; `substitutions`
  /// must be those of the template, by name.
  public static JsonNode definition(String template, String name, Map<String, String> substitutions)
      throws IOException {
    var properties = Template.read(template).properties(name);
    assertThat(properties.path("DefinitionSubstitutions").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(substitutions.keySet());
    var text =
        properties.has("DefinitionUri")
            ? Template.read(properties.path("DefinitionUri").asText()).text()
            : properties.path("Definition").toString();
    for (var each : substitutions.entrySet()) {
      text = text.replace("${" + each.getKey() + "}", each.getValue());
    }
    // JSON is YAML too.
    return YAML.readTree(text);
  }

  /// The output of one execution.
  public Object run(Object input) {
    return run(definition, input, Map.of());
  }

  private Object run(JsonNode machine, Object input, Map<String, Object> outerVariables) {
    var variables = new HashMap<>(outerVariables);
    var name = machine.path("StartAt").asText();
    var data = input;
    while (true) {
      var state = machine.path("States").path(name);
      assertThat(state.isObject()).as("state " + name).isTrue();
      switch (state.path("Type").asText()) {
        case "Succeed" -> {
          return data;
        }
        case "Fail" -> {
          var scope = new Scope(data, Optional.empty(), variables);
          throw new FailedException(scope.value(state.path("Cause")).toString());
        }
        case "Choice" -> {
          var scope = new Scope(data, Optional.empty(), variables);
          var choice = choice(state, scope);
          scope.assign(choice, variables);
          name = choice.map(to -> to.path("Next")).orElse(state.path("Default")).asText();
        }
        default -> {
          var done = new Step(state, data, variables).run();
          data = done.output();
          variables.putAll(done.assigned());
          name = done.next();
          if (name.isEmpty()) {
            return data;
          }
        }
      }
    }
  }

  private static Optional<JsonNode> choice(JsonNode state, Scope scope) {
    for (var choice : state.path("Choices")) {
      if (Boolean.TRUE.equals(scope.value(choice.path("Condition")))) {
        return Optional.of(choice);
      }
    }
    return Optional.empty();
  }

  /// `next` is empty at the end.
  private record Done(Object output, Map<String, Object> assigned, String next) {}

  /// A state that has a result.
  private final class Step {
    private final JsonNode state;
    private final Object input;
    private final Map<String, Object> variables;

    Step(JsonNode state, Object input, Map<String, Object> variables) {
      this.state = state;
      this.input = input;
      this.variables = variables;
    }

    Done run() {
      try {
        return done(state, Optional.of(tried()), state.path("Next").asText());
      } catch (RuntimeException e) {
        var handler = state.path("Catch").path(0);
        if (handler.isMissingNode()) {
          throw e;
        }
        return done(handler, Optional.empty(), handler.path("Next").asText());
      }
    }

    private Done done(JsonNode by, Optional<Object> result, String next) {
      var scope = new Scope(input, result, variables);
      var output = by.has("Output") ? scope.value(by.path("Output")) : result.orElse(input);
      var assigned = new HashMap<String, Object>();
      scope.assign(Optional.of(by), assigned);
      return new Done(output, assigned, next);
    }

    private Object tried() {
      var tries = 1 + state.path("Retry").path(0).path("MaxAttempts").asInt();
      while (true) {
        try {
          return result();
        } catch (RuntimeException e) {
          if (--tries == 0) {
            throw e;
          }
        }
      }
    }

    private Object result() {
      var scope = new Scope(input, Optional.empty(), variables);
      return switch (state.path("Type").asText()) {
        case "Pass" -> input;
        case "Task" -> invoke(state, scope);
        case "Map" -> map(scope);
        default -> throw new IllegalStateException("a state of another type: " + state);
      };
    }

    private List<Object> map(Scope scope) {
      var processor = state.path("ItemProcessor");
      var isDistributed = processor.at("/ProcessorConfig/Mode").asText().equals("DISTRIBUTED");
      if (state.has("MaxConcurrency")) {
        assertThat(scope.value(state.path("MaxConcurrency"))).isInstanceOf(Number.class);
      }
      var results = new ArrayList<Object>();
      var tolerated = state.path("ToleratedFailureCount").asInt();
      for (var item : items(scope)) {
        try {
          // A distributed map does not see the variables around it.
          results.add(StateMachine.this.run(processor, item, isDistributed ? Map.of() : variables));
        } catch (RuntimeException e) {
          if (--tolerated < 0) {
            throw e;
          }
        }
      }
      return results;
    }

    private List<?> items(Scope scope) {
      var read =
          state.has("ItemReader")
              ? invoke(state.path("ItemReader"), scope)
              : scope.value(state.path("Items"));
      var items = (List<?>) read;
      if (!state.has("ItemBatcher")) {
        return items;
      }
      var batcher = state.path("ItemBatcher");
      var size = batcher.path("MaxItemsPerBatch").asInt();
      var batches = new ArrayList<Object>();
      for (var from = 0; from < items.size(); from += size) {
        var batch = items.subList(from, Math.min(from + size, items.size()));
        batches.add(Map.of("BatchInput", scope.value(batcher.path("BatchInput")), "Items", batch));
      }
      return batches;
    }

    @SuppressWarnings("unchecked") // arguments are an object
    private Object invoke(JsonNode task, Scope scope) {
      var resource = task.path("Resource").asText().replaceFirst("^arn:aws:states:::", "");
      return tasks.invoke(resource, (Map<String, Object>) scope.value(task.path("Arguments")));
    }
  }

  /// What expressions see.
  private record Scope(Object input, Optional<Object> result, Map<String, Object> variables) {
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
      var states = new HashMap<String, Object>();
      states.put("input", input);
      states.put("context", Map.of("Execution", Map.of("StartTime", STARTED)));
      result.ifPresent(value -> states.put("result", value));
      frame.bind("states", states);
      variables.forEach(frame::bind);
      return Optional.ofNullable(parsed.evaluate(null, frame))
          .orElseThrow(() -> new FailedException("no value: " + expression + " of " + states));
    }
  }
}
