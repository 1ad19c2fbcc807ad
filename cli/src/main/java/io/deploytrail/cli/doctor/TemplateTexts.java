package io.deploytrail.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The resources of a template, and what the properties of each say, in either spelling of
/// CloudFormation's functions: `!GetAtt Bucket.Arn` is `{"Fn::GetAtt": ["Bucket", "Arn"]}`, as
/// which SAM sends it. Two of one text are one resource; no more is to be read out of it.
record TemplateTexts(Map<String, String> types, Map<String, List<String>> properties) {
  private static final YAMLMapper YAML = new YAMLMapper();

  TemplateTexts {
    types = Map.copyOf(types);
    properties = Map.copyOf(properties);
  }

  /// Of a template in a file, in YAML or JSON.
  static TemplateTexts of(Path file) {
    try {
      return of(YAML.readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Of a template's text, in YAML or JSON.
  static TemplateTexts of(String template) {
    try {
      return of(YAML.readTree(template));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TemplateTexts of(JsonNode template) {
    var types = new TreeMap<String, String>();
    var properties = new TreeMap<String, List<String>>();
    for (var resource : template.path("Resources").properties()) {
      types.put(resource.getKey(), resource.getValue().path("Type").asText());
      var texts = new ArrayList<String>();
      add(resource.getValue().path("Properties"), texts);
      properties.put(resource.getKey(), List.copyOf(texts));
    }
    return new TemplateTexts(types, properties);
  }

  private static void add(JsonNode node, List<String> texts) {
    if (node.isObject()) {
      node.properties().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(field -> {
            if (!field.getKey().equals("Ref") && !field.getKey().startsWith("Fn::")) {
              texts.add(field.getKey());
            }
            add(field.getValue(), texts);
          });
      return;
    }
    if (node.isArray()) {
      node.forEach(element -> add(element, texts));
      return;
    }
    Stream.of(node.asText().split("[.]", -1)).forEach(texts::add);
  }
}
