package io.deploytrail.integration.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.deploytrail.cli.console.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A template of ours as CloudFormation deploys it with these parameters, its functions carried out
/// ("Intrinsic function reference", AWS CloudFormation Template Reference).
///
/// A resource's name stands for what `Ref` gives of it, and `Name.Attribute` for its attributes.
final class DeployedTemplate {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]*)}");

  private final JsonNode written;
  private final Map<String, String> values =
      new HashMap<>(
          Map.of(
              "AWS::Partition", "aws",
              "AWS::Region", "us-east-1",
              "AWS::AccountId", "111122223333",
              "AWS::StackName", "deploytrail-athena"));

  private DeployedTemplate(JsonNode written) {
    this.written = written;
  }

  static DeployedTemplate of(String file, Map<String, String> parameters) {
    try (var parser = new YAMLFactory().createParser(Home.file(file).toFile())) {
      parser.nextToken();
      var deployed = new DeployedTemplate(read(parser));
      for (var parameter : deployed.written.path("Parameters").properties()) {
        deployed.values.put(parameter.getKey(), parameter.getValue().path("Default").asText());
      }
      deployed.values.putAll(parameters);
      return deployed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A resource's properties, with values in place of functions.
  JsonNode properties(String resource) {
    return value(written.path("Resources").path(resource).path("Properties"));
  }

  /// Whether the resource is there at all.
  boolean has(String resource) {
    var condition = written.at("/Resources/" + resource + "/Condition");
    return written.path("Resources").has(resource)
        && (condition.isMissingNode() || holds(condition.asText()));
  }

  /// Those of each resource of that type.
  List<JsonNode> ofType(String type) {
    return Template.list(written.path("Resources")).stream()
        .filter(resource -> resource.path("Type").asText().equals(type))
        .map(resource -> value(resource.path("Properties")))
        .toList();
  }

  /// The names of the resources of that type that are deployed.
  List<String> names(String type) {
    return written
        .path("Resources")
        .propertyStream()
        .filter(resource -> resource.getValue().path("Type").asText().equals(type))
        .map(Map.Entry::getKey)
        .filter(this::has)
        .toList();
  }

  /// A function in its short form, `!Sub x`, is read as its long one, `{"Fn::Sub": x}`.
  private static JsonNode read(YAMLParser parser) throws IOException {
    var tag = parser.getTypeId();
    var node =
        switch (parser.currentToken()) {
          case START_OBJECT -> {
            var object = JSON.objectNode();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
              var name = parser.currentName();
              parser.nextToken();
              object.set(name, read(parser));
            }
            yield object;
          }
          case START_ARRAY -> {
            var array = JSON.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
              array.add(read(parser));
            }
            yield array;
          }
          default -> JSON.textNode(parser.getText());
        };
    if (tag == null) {
      return node;
    }
    return JSON.objectNode().set(tag.equals("Ref") ? tag : "Fn::" + tag, node);
  }

  private JsonNode value(JsonNode node) {
    if (node.isArray()) {
      var array = JSON.arrayNode();
      node.forEach(element -> add(value(element), array::add));
      return array;
    }
    if (node instanceof ObjectNode object) {
      var first = object.properties().iterator();
      if (object.size() == 1) {
        var function = first.next();
        if (function.getKey().equals("Ref") || function.getKey().startsWith("Fn::")) {
          return carriedOut(function.getKey(), function.getValue());
        }
      }
      var values = JSON.objectNode();
      object
          .properties()
          .forEach(field -> add(value(field.getValue()), it -> values.set(field.getKey(), it)));
      return values;
    }
    return node;
  }

  private static void add(JsonNode value, Consumer<JsonNode> to) {
    if (!value.asText().equals("AWS::NoValue")) {
      to.accept(value);
    }
  }

  private JsonNode carriedOut(String function, JsonNode argument) {
    return switch (function) {
      case "Ref" -> JSON.textNode(reference(argument.asText()));
      case "Fn::GetAtt" -> argument;
      case "Fn::Sub" ->
          JSON.textNode(
              argument.isArray()
                  ? substituted(argument.path(0).asText(), value(argument.path(1)))
                  : substituted(argument.asText(), JSON.objectNode()));
      case "Fn::FindInMap" -> {
        var map = written.path("Mappings");
        for (var name : argument) {
          map = map.path(value(name).asText());
        }
        yield map;
      }
      case "Fn::Base64" ->
          JSON.textNode(
              Base64.getEncoder().encodeToString(value(argument).asText().getBytes(UTF_8)));
      case "Fn::Join" ->
          JSON.textNode(
              Template.list(value(argument.get(1))).stream()
                  .map(JsonNode::asText)
                  .collect(Collectors.joining(argument.get(0).asText())));
      case "Fn::Split" -> {
        var parts = JSON.arrayNode();
        var separator = Pattern.quote(argument.get(0).asText());
        for (var part : value(argument.get(1)).asText().split(separator, -1)) {
          parts.add(part);
        }
        yield parts;
      }
      case "Fn::Select" -> value(argument.get(1)).path(argument.get(0).asInt());
      case "Fn::If" -> value(argument.get(holds(argument.get(0).asText()) ? 1 : 2));
      default -> throw new IllegalArgumentException("no function of our templates: " + function);
    };
  }

  private String reference(String name) {
    return values.getOrDefault(name, name);
  }

  /// `own` are values of this text alone.
  private String substituted(String text, JsonNode own) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found ->
            Matcher.quoteReplacement(
                found.group(1).isEmpty()
                    ? own.path(found.group(2)).asText(reference(found.group(2)))
                    : "${" + found.group(2) + "}"));
  }

  private boolean holds(String condition) {
    return holds(written.path("Conditions").path(condition));
  }

  private boolean holds(JsonNode condition) {
    if (condition.has("Fn::Not")) {
      return !holds(condition.path("Fn::Not").path(0));
    }
    if (condition.has("Fn::And")) {
      return Template.list(condition.path("Fn::And")).stream().allMatch(this::holds);
    }
    if (condition.has("Fn::Or")) {
      return Template.list(condition.path("Fn::Or")).stream().anyMatch(this::holds);
    }
    if (condition.has("Fn::Condition")) {
      return holds(condition.path("Fn::Condition").asText());
    }
    var compared = condition.path("Fn::Equals");
    return value(compared.path(0)).asText().equals(value(compared.path(1)).asText());
  }
}
