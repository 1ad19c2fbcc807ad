package io.deploytrail.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How large a result may be, in bytes as they are sent, and what is done to what is larger.
final class Bounds {
  /// Of all items of a list, and of an answer that is no list.
  static final int MOST_OF_ANSWER = 60_000;

  /// Of what stands about a list.
  static final int MOST_OF_REST = 20_000;

  private Bounds() {}

  /// The size of a text as part of a message, in which it is a JSON string.
  static int size(String text) {
    return JsonStringEncoder.getInstance().quoteAsUTF8(text).length;
  }

  /// Cuts the longest list of the object from its end, by whole elements, and then the next, until
  /// it fits. Returns what was left out; empty if it cannot be made to fit.
  static Optional<List<String>> fit(ObjectNode object, int most) {
    var lengths = new LinkedHashMap<String, Integer>();
    while (size(HarmlessJson.of(object)) > most) {
      var longest = longest(object);
      if (longest.isEmpty()) {
        return Optional.empty();
      }
      var list = (ArrayNode) longest.get().getValue();
      lengths.putIfAbsent(longest.get().getKey(), list.size());
      for (var kept = list.size() / 2; list.size() > kept; ) {
        list.remove(list.size() - 1);
      }
    }
    return Optional.of(
        lengths.entrySet().stream()
            .map(cut ->
                "%s: the first %d of %d"
                    .formatted(cut.getKey(), object.get(cut.getKey()).size(), cut.getValue()))
            .toList());
  }

  private static Optional<Map.Entry<String, JsonNode>> longest(ObjectNode object) {
    return object.properties().stream()
        .filter(field -> field.getValue().isArray() && !field.getValue().isEmpty())
        .max(Comparator.comparingInt(field -> field.getValue().toString().getBytes(UTF_8).length));
  }
}
