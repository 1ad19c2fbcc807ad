package io.deploytrail.integration.drills;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;

/// A request of DynamoDB's protocol of which only a part is done, as DynamoDB may do with batches
/// and queries: what is asked of the engine, and what its answer says of the rest.
record PartialAnswer(String request, ObjectNode left, String leftName) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// The whole request if it has no parts.
  static PartialAnswer of(String target, String request, Random random)
      throws JsonProcessingException {
    var json = (ObjectNode) JSON.readTree(request);
    var left = JSON.createObjectNode();
    if (target.endsWith(".BatchWriteItem")) {
      json.path("RequestItems")
          .properties()
          .forEach(
              table -> split((ArrayNode) table.getValue(), left.putArray(table.getKey()), random));
      return new PartialAnswer(JSON.writeValueAsString(json), left, "UnprocessedItems");
    }
    if (target.endsWith(".BatchGetItem")) {
      json.path("RequestItems")
          .properties()
          .forEach(table -> {
            var rest = ((ObjectNode) table.getValue()).deepCopy();
            split((ArrayNode) table.getValue().path("Keys"), rest.putArray("Keys"), random);
            left.set(table.getKey(), rest);
          });
      return new PartialAnswer(JSON.writeValueAsString(json), left, "UnprocessedKeys");
    }
    if (target.endsWith(".Query")) {
      json.put("Limit", 1 + random.nextInt(Math.max(1, json.path("Limit").asInt(3))));
    }
    return new PartialAnswer(JSON.writeValueAsString(json), left, "");
  }

  /// Leaves at least one where it is: the engine refuses an empty batch.
  private static void split(ArrayNode all, ArrayNode rest, Random random) {
    while (all.size() > 1 && random.nextBoolean()) {
      rest.add(all.remove(all.size() - 1));
    }
  }

  String answer(String answer) throws JsonProcessingException {
    var json = JSON.readTree(answer);
    left.properties().removeIf(table -> isEmpty(table.getValue()));
    if (leftName.isEmpty() || left.isEmpty()) {
      return answer;
    }
    return JSON.writeValueAsString(((ObjectNode) json).set(leftName, left));
  }

  private static boolean isEmpty(JsonNode rest) {
    return rest.isArray() ? rest.isEmpty() : rest.path("Keys").isEmpty();
  }
}
