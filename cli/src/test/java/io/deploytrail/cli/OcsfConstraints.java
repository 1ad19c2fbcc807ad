package io.deploytrail.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What the published schema asks of an API Activity event, as far as DeployTrail writes one:
/// `ocsf-constraints.json`.
final class OcsfConstraints {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OTHER = 99;

  /// `ip_t` is an address of version 4 or 6, in at most 40 characters.
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?=.{2,40}$)(?:\\d{1,3}(?:\\.\\d{1,3}){3}|(?=.*:.*:)[0-9a-fA-F:]+(?:\\d{1,3}(?:\\.\\d{1,3}){3})?)");

  private final JsonNode objects;
  private final List<String> problems = new ArrayList<>();

  private OcsfConstraints(JsonNode objects) {
    this.objects = objects;
  }

  /// What is wrong with that event, each problem with its place.
  static List<String> problems(JsonNode event) {
    try (var file = OcsfConstraints.class.getResourceAsStream("ocsf-constraints.json")) {
      var constraints = new OcsfConstraints(JSON.readTree(file).path("objects"));
      constraints.object("api_activity", "", event);
      constraints.type(event);
      return constraints.problems;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void type(JsonNode event) {
    var expected = event.path("class_uid").asInt() * 100 + event.path("activity_id").asInt();
    if (event.path("type_uid").asInt() != expected) {
      problems.add("/type_uid is not class_uid * 100 + activity_id");
    }
  }

  private void object(String name, String place, JsonNode value) {
    if (!value.isObject()) {
      problems.add(place + " is no object");
      return;
    }
    var object = objects.path(name);
    var attributes = object.path("attributes");
    value
        .propertyStream()
        .filter(property -> !attributes.has(property.getKey()))
        .forEach(property -> problems.add(place + "/" + property.getKey() + " is unknown"));
    attributes
        .propertyStream()
        .forEach(attribute -> attribute(attribute.getKey(), attribute.getValue(), place, value));
    var some = object.path("atLeastOne");
    if (!some.isMissingNode() && some.valueStream().noneMatch(one -> value.has(one.asText()))) {
      problems.add(place + " has none of " + some);
    }
  }

  private void attribute(String name, JsonNode attribute, String place, JsonNode object) {
    var here = place + "/" + name;
    var value = object.path(name);
    if (value.isMissingNode()) {
      if (attribute.path("required").asBoolean()) {
        problems.add(here + " is missing");
      }
      return;
    }
    var type = attribute.path("type").asText();
    if (!attribute.path("array").asBoolean()) {
      value(type, here, value);
    } else if (!value.isArray() || value.isEmpty()) {
      problems.add(here + " is no array with something in it");
    } else {
      value.forEach(each -> value(type, here, each));
    }
    if (attribute.has("values")) {
      enumeration(attribute, here, value, object);
    }
  }

  private void value(String type, String place, JsonNode value) {
    if (objects.has(type)) {
      object(type, place, value);
    } else if (!isOf(type, value)) {
      problems.add(place + " is no " + type);
    }
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "integer_t" -> value.isInt();
      case "long_t", "timestamp_t" -> value.isIntegralNumber() && value.canConvertToLong();
      case "string_t", "username_t", "resource_uid_t", "url_t" -> isText(value);
      case "ip_t" -> isText(value) && ADDRESS.matcher(value.asText()).matches();
      case "json_t" -> !value.isNull();
      default -> throw new IllegalArgumentException("no type of the constraints: " + type);
    };
  }

  private static boolean isText(JsonNode value) {
    return value.isTextual() && !value.asText().isEmpty();
  }

  /// Its value is a member, and beside it stands the member's caption, but for `Other` whatever the
  /// source calls it.
  private void enumeration(JsonNode attribute, String place, JsonNode value, JsonNode object) {
    var caption = attribute.path("values").path(value.asText());
    if (caption.isMissingNode()) {
      problems.add(place + " is none of " + attribute.path("values"));
      return;
    }
    var beside = object.path(attribute.path("caption").asText());
    if (value.asInt() != OTHER && !beside.isMissingNode() && !beside.equals(caption)) {
      problems.add(place + " is " + caption + ", but beside it stands " + beside);
    }
  }
}
