package io.deploytrail.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Where the JSON of an item has what stands in its columns.
final class InJson {
  private static final Map<String, List<String>> POINTERS =
      Map.ofEntries(
          Map.entry(
              "organization", List.of("/deployment/organization", "/environment/organization")),
          Map.entry("candidates", List.of("/candidateCount", "/candidates")),
          Map.entry("chain", List.of("/chainLength", "/chain")),
          Map.entry("project", List.of("/deployment/project")),
          Map.entry("stack", List.of("/deployment/stack")),
          Map.entry("operation", List.of("/deployment/operation")),
          Map.entry("version", List.of("/deployment/version")),
          Map.entry("id", List.of("/deployment/id")),
          Map.entry("url", List.of("/deployment/url")),
          Map.entry("environment", List.of("/environment/name")),
          Map.entry("environmentRoot", List.of("/environment/root")),
          Map.entry("environmentUser", List.of("/environment/user")));

  private InJson() {}

  static String column(JsonNode item, String column) {
    return POINTERS.getOrDefault(column, List.of("/" + column)).stream()
        .map(item::at)
        .filter(value -> !value.isMissingNode())
        .findFirst()
        .map(InJson::text)
        .orElse("");
  }

  /// Texts as they are, lists of texts joined, other lists by their length.
  private static String text(JsonNode value) {
    if (value.isObject()) {
      return value.toString();
    }
    if (!value.isArray()) {
      return value.asText();
    }
    if (value.isEmpty()) {
      return "";
    }
    var texts = StreamSupport.stream(value.spliterator(), false).toList();
    return texts.stream().allMatch(JsonNode::isTextual)
        ? texts.stream().map(JsonNode::asText).collect(Collectors.joining("; "))
        : Integer.toString(texts.size());
  }
}
