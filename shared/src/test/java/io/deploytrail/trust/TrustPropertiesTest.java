package io.deploytrail.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/// What holds of every policy and every try, whatever they are.
final class TrustPropertiesTest {
  private static final int ROUNDS = Integer.getInteger("deploytrail.trust.rounds", 10_000) / 5;

  private static void forAll(BiConsumer<ObjectNode, Round> property) {
    for (var seed = 0; seed < ROUNDS; seed++) {
      var made = new RandomTrust(1_000_000 + seed);
      var asked = made.asked();
      var policy = made.policy(asked);
      property.accept(policy, new Round(made, asked, decision(policy.toString(), asked)));
    }
  }

  /// One policy's answer before it is changed.
  private record Round(RandomTrust made, Try asked, Decision before) {
    void holds(JsonNode changed, boolean holds) {
      if (!holds) {
        throw new AssertionError(
            "before %s, after %s\n%s\n%s"
                .formatted(before, after(changed), changed.toPrettyString(), asked));
      }
    }

    Decision after(JsonNode changed) {
      return decision(changed.toString(), asked);
    }
  }

  private static Decision decision(String policy, Try asked) {
    return TrustPolicy.parse(policy).decide(asked);
  }

  private static ArrayNode statements(ObjectNode policy) {
    var statements = policy.get("Statement");
    return statements instanceof ArrayNode list
        ? list
        : policy.putArray("Statement").add(statements);
  }

  @Test
  void aDenyNeverWidens() {
    forAll((policy, round) -> {
      var deny = round.made().statement(round.asked()).put("Effect", "Deny");
      var at = round.made().rarely() ? 0 : statements(policy).size();
      statements(policy).insert(at, deny);
      round.holds(policy, round.after(policy).compareTo(round.before()) <= 0);
    });
  }

  @Test
  void anAllowNeverNarrows() {
    forAll((policy, round) -> {
      statements(policy).add(round.made().statement(round.asked()).put("Effect", "Allow"));
      round.holds(policy, round.after(policy).compareTo(round.before()) >= 0);
    });
  }

  @Test
  void aConditionOfAnAllowNeverWidens() {
    forAll((policy, round) -> {
      for (var statement : statements(policy)) {
        if (statement.path("Effect").asText().equals("Allow")) {
          addCondition((ObjectNode) statement, round);
        }
      }
      round.holds(policy, round.after(policy).compareTo(round.before()) <= 0);
    });
  }

  /// Under an operator that stands in no policy yet, so that it replaces no other.
  private static void addCondition(ObjectNode statement, Round round) {
    var made = TrustCorpus.JSON.createObjectNode();
    round.made().addCondition(made, round.asked());
    var block = made.properties().iterator().next();
    var condition = statement.withObjectProperty("Condition");
    if (!condition.has(block.getKey())) {
      condition.set(block.getKey(), block.getValue());
    }
  }

  @Test
  void aValueOfAPositiveConditionNeverNarrowsAnAllow() {
    forAll((policy, round) -> {
      for (var statement : statements(policy)) {
        if (statement.path("Effect").asText().equals("Allow")) {
          addValues(statement.path("Condition"), round);
        }
      }
      round.holds(policy, round.after(policy).compareTo(round.before()) >= 0);
    });
  }

  private static void addValues(JsonNode condition, Round round) {
    for (var block : condition.properties()) {
      if (!block.getKey().matches("(ForA.*:)?String(Equals|Like).*") || round.made().rarely()) {
        continue;
      }
      for (var key : block.getValue().properties()) {
        // An empty list is undecided: a first value may decide it either way.
        if (!key.getValue().isEmpty() || key.getValue().isTextual()) {
          var values = TrustCorpus.JSON.createArrayNode();
          key.getValue().forEach(values::add);
          if (key.getValue().isTextual()) {
            values.add(key.getValue());
          }
          values.add(round.made().one(List.of("acme", "pulumi:*", "${aws:Invented}", "x")));
          ((ObjectNode) block.getValue()).set(key.getKey(), values);
        }
      }
    }
  }

  @Test
  void orderNeverMatters() {
    forAll((policy, round) -> {
      var shuffled = shuffled(policy, new Random(ROUNDS));
      round.holds(shuffled, round.after(shuffled) == round.before());
    });
  }

  /// Every list and every object in another order.
  private static JsonNode shuffled(JsonNode node, Random random) {
    if (node.isArray()) {
      var elements = new ArrayList<JsonNode>();
      node.forEach(element -> elements.add(shuffled(element, random)));
      Collections.shuffle(elements, random);
      return TrustCorpus.JSON.createArrayNode().addAll(elements);
    }
    if (!node.isObject()) {
      return node;
    }
    var names = new ArrayList<>(node.propertyStream().map(java.util.Map.Entry::getKey).toList());
    Collections.shuffle(names, random);
    var object = TrustCorpus.JSON.createObjectNode();
    names.forEach(name -> object.set(name, shuffled(node.get(name), random)));
    return object;
  }

  @Test
  void unrelatedStatementsChangeNothing() {
    forAll((policy, round) -> {
      for (var effect : List.of("Allow", "Deny")) {
        var other = round.made().statement(round.asked()).put("Effect", effect);
        other.remove("NotAction");
        statements(policy).add(other.put("Action", "sts:TagSession"));
        var foreign = round.made().statement(round.asked()).put("Effect", effect);
        foreign.putObject("Principal").put("Federated", "accounts.google.com");
        statements(policy).insert(0, foreign);
      }
      round.holds(policy, round.after(policy) == round.before());
    });
  }

  @Test
  void aStatementTwiceIsTheStatement() {
    forAll((policy, round) -> {
      statements(policy).addAll(statements(policy.deepCopy()));
      round.holds(policy, round.after(policy) == round.before());
    });
  }

  @Test
  void aListOfOneIsTheValueAndWhiteSpaceIsNothing() {
    forAll((policy, round) -> {
      var lists = (ObjectNode) listed(policy);
      assertThat(decision(lists.toPrettyString().replace("\n", "\r\n\t"), round.asked()))
          .isEqualTo(round.before());
    });
  }

  private static JsonNode listed(JsonNode policy) {
    var lists = policy.deepCopy();
    for (var statement : statements((ObjectNode) lists)) {
      for (var block : statement.path("Condition").properties()) {
        for (var key : block.getValue().properties()) {
          if (key.getValue().isTextual()) {
            var text = key.getValue().textValue();
            var list = ((ObjectNode) block.getValue()).putArray(key.getKey());
            // Numbers and truths may be spelt in JSON's own way.
            if (text.equals("true") || text.equals("false")) {
              list.add(Boolean.parseBoolean(text));
            } else if (text.equals("42")) {
              list.add(42);
            } else {
              list.add(text);
            }
          }
        }
      }
    }
    return lists;
  }
}
