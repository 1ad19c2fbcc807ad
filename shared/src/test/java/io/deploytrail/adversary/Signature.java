package io.deploytrail.adversary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Pattern;

/// What a record says of the session that signed it; empty text for what it does not say.
record Signature(JsonNode record) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");

  private JsonNode identity() {
    return object(record.path("userIdentity"));
  }

  private JsonNode context(String part) {
    return object(object(identity().path("sessionContext")).path(part));
  }

  /// The object, be it that its JSON stands there as text.
  private static JsonNode object(JsonNode node) {
    try {
      return node.isTextual() ? JSON.readTree(node.asText()) : node;
    } catch (JsonProcessingException e) {
      return node;
    }
  }

  /// The text, if it is one, and none that stands for nothing.
  static String text(JsonNode node) {
    var text = node.isTextual() ? node.asText().strip() : "";
    return text.equals("-") || text.equals("null") ? "" : text;
  }

  String key() {
    return text(identity().path("accessKeyId"));
  }

  String principal() {
    return text(identity().path("principalId"));
  }

  String arn() {
    return text(identity().path("arn"));
  }

  String account() {
    return text(identity().path("accountId"));
  }

  /// A time in ISO-8601; what is none is not said.
  String created() {
    var text = text(context("attributes").path("creationDate"));
    return isTime(text) ? text : "";
  }

  static boolean isTime(String text) {
    return TIME.matcher(text).matches();
  }

  String provider() {
    return text(context("webIdFederationData").path("federatedProvider"));
  }

  /// Made by a service, for the caller.
  boolean isForwarded() {
    var address = text(record.path("sourceIPAddress"));
    return !text(identity().path("invokedBy")).isEmpty()
        || address.endsWith(".amazonaws.com")
        || address.equals("AWS Internal");
  }

  /// Whether its own key ties it, if any.
  boolean isKeyed() {
    return !key().isEmpty() && !isForwarded();
  }

  /// Without anything that tells a person's session from a token's.
  boolean isBare() {
    return !isKeyed() && provider().isEmpty();
  }

  /// How much it says of its session; of two copies the one that says more counts.
  int strength() {
    return (created().isEmpty() ? 0 : 2) + (key().isEmpty() ? 0 : 1);
  }

  /// Whether the session's name, as this record gives it, holds that text.
  boolean names(String text) {
    return afterName(principal(), ':').contains(text) || afterName(arn(), '/').contains(text);
  }

  private static String afterName(String text, char separator) {
    return text.substring(text.indexOf(separator) + 1);
  }
}
