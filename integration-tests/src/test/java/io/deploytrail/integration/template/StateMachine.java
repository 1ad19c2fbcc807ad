package io.deploytrail.integration.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A state machine of a template, run by what of the Amazon States Language it uses; its tasks are
/// the test's.
///
/// "Amazon States Language", AWS Step Functions Developer Guide. Expressions are run by a JSONata
/// of its own, and one without a value fails, as there; nothing waits. Each execution starts at
/// [#STARTED] and keeps to [ExecutionHistory].
public final class StateMachine {
  static final String STARTED = "2026-11-25T05:07:00.000Z";

  private static final ObjectMapper YAML = new YAMLMapper();

  private final JsonNode definition;
  private final Tasks tasks;
  private ExecutionHistory history = new ExecutionHistory();
  private int atATime = 1;
  private int mostAtATime;
  private int transitions;

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
    return execution(definition, input);
  }

  /// How many state transitions were paid for: states entered, tries again, and executions that a
  /// distributed map started.
  public int transitions() {
    return transitions;
  }

  /// How many tasks ran at the same time at most, by what the maps around them allow.
  public int mostAtATime() {
    return mostAtATime;
  }

  private Object execution(JsonNode machine, Object input) {
    var outer = history;
    history = new ExecutionHistory();
    try {
      return run(machine, input, Map.of());
    } finally {
      history = outer;
    }
  }

  private Object run(JsonNode machine, Object input, Map<String, Object> outerVariables) {
    var variables = new HashMap<>(outerVariables);
    var name = machine.path("StartAt").asText();
    var data = ExecutionHistory.passedOn("the input of " + name, input);
    while (true) {
      var state = machine.path("States").path(name);
      assertThat(state.isObject()).as("state " + name).isTrue();
      transitions++;
      // Entered and exited.
      history.add(2);
      var scope = new StateScope(data, variables);
      switch (state.path("Type").asText()) {
        case "Succeed" -> {
          return state.has("Output") ? scope.value(state.path("Output")) : data;
        }
        case "Fail" -> throw new FailedException(scope.value(state.path("Cause")).toString());
        case "Choice" -> {
          var choice = choice(state, scope);
          scope.assign(choice, variables);
          name = choice.map(to -> to.path("Next")).orElse(state.path("Default")).asText();
        }
        default -> {
          var done = new Step(state, scope).run();
          data = ExecutionHistory.passedOn("the output of " + name, done.output());
          variables.putAll(done.assigned());
          name = done.next();
          if (name.isEmpty()) {
            return data;
          }
        }
      }
    }
  }

  private static Optional<JsonNode> choice(JsonNode state, StateScope scope) {
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
    private final StateScope scope;

    Step(JsonNode state, StateScope scope) {
      this.state = state;
      this.scope = scope;
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
      var after = scope.with(result);
      var output = by.has("Output") ? after.value(by.path("Output")) : result.orElse(scope.input());
      var assigned = new HashMap<String, Object>();
      after.assign(Optional.of(by), assigned);
      return new Done(output, assigned, next);
    }

    private Object tried() {
      var tries = 1 + state.path("Retry").path(0).path("MaxAttempts").asInt();
      while (true) {
        try {
          return ExecutionHistory.passedOn("a result", result());
        } catch (RuntimeException e) {
          if (--tries == 0) {
            throw e;
          }
          transitions++;
        }
      }
    }

    private Object result() {
      return switch (state.path("Type").asText()) {
        case "Pass" -> scope.input();
        case "Task" -> {
          // Scheduled, started, and that it has ended.
          history.add(3);
          mostAtATime = Math.max(mostAtATime, atATime);
          yield invoke(state);
        }
        case "Map" -> map();
        default -> throw new IllegalStateException("a state of another type: " + state);
      };
    }

    private List<Object> map() {
      var items = items();
      var outside = atATime;
      atATime *= concurrency(items.size());
      try {
        return results(items);
      } finally {
        atATime = outside;
      }
    }

    private int concurrency(int items) {
      if (!state.has("MaxConcurrency")) {
        return items;
      }
      var most = (Number) scope.value(state.path("MaxConcurrency"));
      assertThat(most.doubleValue()).isPositive().isEqualTo(most.intValue());
      return Math.min(items, most.intValue());
    }

    private List<Object> results(List<?> items) {
      var processor = state.path("ItemProcessor");
      var isDistributed = processor.at("/ProcessorConfig/Mode").asText().equals("DISTRIBUTED");
      var results = new ArrayList<Object>();
      // Of the map, of its run, and of an item: started, and that it has ended.
      history.add(isDistributed ? 4 : 2 + 2 * items.size());
      for (var item : items) {
        results.add(
            isDistributed
                ? child(processor, item)
                : StateMachine.this.run(processor, item, scope.variables()));
      }
      return results;
    }

    /// A distributed map does not see the variables around it.
    private Object child(JsonNode processor, Object item) {
      transitions++;
      return execution(processor, item);
    }

    private List<?> items() {
      assertThat(state.path("ItemReader"))
          .as("it reads from buckets of the state machine's own account and Region alone")
          .isEmpty();
      var items = (List<?>) scope.value(state.path("Items"));
      if (!state.has("ItemSelector")) {
        return items;
      }
      return items.stream()
          .map(item -> scope.withItem(item).value(state.path("ItemSelector")))
          .toList();
    }

    @SuppressWarnings("unchecked") // arguments are an object
    private Object invoke(JsonNode task) {
      var resource = task.path("Resource").asText().replaceFirst("^arn:aws:states:::", "");
      return tasks.invoke(resource, (Map<String, Object>) scope.value(task.path("Arguments")));
    }
  }
}
