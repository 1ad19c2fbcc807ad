package io.deploytrail.trust;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Predicate;

/// Whether a text has the shape of a trust policy at all, asked strictly and apart from the parser:
/// the grammar of IAM's page as a row of predicates.
final class PolicyShape {
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Predicate<JsonNode> TEXT = JsonNode::isTextual;
  private static final Predicate<JsonNode> TEXTS = TEXT.or(listOf(TEXT));
  private static final Predicate<JsonNode> VALUE =
      TEXT.or(JsonNode::isNumber).or(JsonNode::isBoolean);

  private static final Predicate<JsonNode> PRINCIPAL =
      objectOf(TEXTS).and(onlyNames(Set.of("Federated", "AWS", "Service", "CanonicalUser")));

  private static final Predicate<JsonNode> STATEMENT =
      onlyNames(
              Set.of(
                  "Sid",
                  "Effect",
                  "Principal",
                  "Action",
                  "NotAction",
                  "Condition",
                  "Resource",
                  "NotResource"))
          .and(has("Effect", node -> node.asText().matches("Allow|Deny") && node.isTextual()))
          .and(has("Principal", PRINCIPAL))
          .and(
              has("Action", TEXTS)
                  .and(lacks("NotAction"))
                  .or(has("NotAction", TEXTS).and(lacks("Action"))))
          .and(lacks("Condition").or(has("Condition", objectOf(objectOf(VALUE.or(listOf(VALUE)))))))
          .and(lacks("Sid").or(has("Sid", TEXT)));

  private static final Predicate<JsonNode> POLICY =
      onlyNames(Set.of("Version", "Id", "Statement"))
          .and(lacks("Version").or(has("Version", v -> v.asText().matches("20(08|12)-10-17"))))
          .and(lacks("Id").or(has("Id", TEXT)))
          .and(has("Statement", STATEMENT.or(listOf(STATEMENT))));

  private PolicyShape() {}

  static boolean isPolicy(String text) {
    try {
      var json = text.startsWith("%") ? URLDecoder.decode(text, StandardCharsets.UTF_8) : text;
      return POLICY.test(STRICT.readTree(json));
    } catch (JacksonException | IllegalArgumentException e) {
      return false;
    }
  }

  private static Predicate<JsonNode> listOf(Predicate<JsonNode> element) {
    return node -> node.isArray() && node.valueStream().allMatch(element);
  }

  private static Predicate<JsonNode> objectOf(Predicate<JsonNode> value) {
    return node -> node.isObject() && node.valueStream().allMatch(value);
  }

  private static Predicate<JsonNode> onlyNames(Set<String> names) {
    return node ->
        node.isObject() && node.propertyStream().allMatch(one -> names.contains(one.getKey()));
  }

  private static Predicate<JsonNode> has(String name, Predicate<JsonNode> value) {
    return node -> node.has(name) && value.test(node.get(name));
  }

  private static Predicate<JsonNode> lacks(String name) {
    return node -> !node.has(name);
  }
}
