package io.deploytrail.integration.drills;

import static java.util.stream.Collectors.toMap;

import io.deploytrail.cli.console.Home;
import io.deploytrail.dynamodb.TableDefinition;
import io.deploytrail.integration.corpus.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/// In what the tables after a drill differ from those after a run that nobody disturbed: items that
/// are not there, items that are there besides, and items that say something else. `examples` shows
/// a few.
record Difference(int lost, int doubled, int wrong, List<String> examples) {
  static final Difference NONE = new Difference(0, 0, 0, List.of());

  private static final Map<String, List<String>> KEYS =
      Tables.NAMES.stream()
          .collect(
              toMap(
                  name -> name,
                  name ->
                      TableDefinition.read(Home.file("template.yaml"), name).keySchema().stream()
                          .map(KeySchemaElement::attributeName)
                          .toList()));

  Difference {
    examples = List.copyOf(examples.subList(0, Math.min(5, examples.size())));
  }

  static Difference between(
      Set<Map<String, AttributeValue>> undisturbed, Set<Map<String, AttributeValue>> disturbed) {
    var expected = byKey(undisturbed);
    var found = byKey(disturbed);
    var lost = 0;
    var wrong = 0;
    var doubled = 0;
    var examples = new ArrayList<String>();
    for (var item : expected.entrySet()) {
      var other = found.get(item.getKey());
      if (other == null) {
        lost++;
        examples.add("lost: " + item.getValue());
      } else if (!other.equals(item.getValue())) {
        wrong++;
        examples.add("wrong: " + other + "\n  instead of " + item.getValue());
      }
    }
    for (var item : found.entrySet()) {
      if (!expected.containsKey(item.getKey())) {
        doubled++;
        examples.add("besides: " + item.getValue());
      }
    }
    return new Difference(lost, doubled, wrong, examples);
  }

  private static Map<List<AttributeValue>, Map<String, AttributeValue>> byKey(
      Set<Map<String, AttributeValue>> items) {
    return items.stream().collect(toMap(Difference::key, item -> item));
  }

  private static List<AttributeValue> key(Map<String, AttributeValue> item) {
    var key = new ArrayList<AttributeValue>();
    var table = item.getOrDefault("table", AttributeValue.fromS(""));
    key.add(table);
    KEYS.getOrDefault(table.s(), List.of())
        .forEach(name -> key.add(item.getOrDefault(name, AttributeValue.fromS(""))));
    return key;
  }

  Difference and(Difference other) {
    var all = new ArrayList<>(examples);
    all.addAll(other.examples);
    return new Difference(lost + other.lost, doubled + other.doubled, wrong + other.wrong, all);
  }

  static Difference lost(String what) {
    return new Difference(1, 0, 0, List.of("lost: " + what));
  }

  static Difference wrong(String what) {
    return new Difference(0, 0, 1, List.of("wrong: " + what));
  }
}
