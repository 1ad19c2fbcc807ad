package io.deploytrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// A template as SAM sends it: CloudFormation's functions as objects of one field, and a `!GetAtt`
/// as a list ("Fn::GetAtt", AWS CloudFormation User Guide).
final class LongForm {
  private LongForm() {}

  static String of(Path template) throws IOException {
    try (var reader = Files.newBufferedReader(template)) {
      return new ObjectMapper().writeValueAsString(value(new Yaml().compose(reader)));
    }
  }

  private static Object value(Node node) {
    var tag = node.getTag().getValue();
    var plain =
        switch (node) {
          case MappingNode mapping -> fields(mapping);
          case SequenceNode sequence -> elements(sequence);
          case ScalarNode scalar -> Objects.requireNonNull(scalar.getValue());
          default -> throw new IllegalStateException("a template was expected, not " + node);
        };
    return switch (tag.startsWith("!") ? tag.substring(1) : "") {
      case "" -> plain;
      case "Ref" -> Map.of("Ref", plain);
      case "GetAtt" -> Map.of("Fn::GetAtt", List.of(plain.toString().split("[.]", 2)));
      default -> Map.of("Fn::" + tag.substring(1), plain);
    };
  }

  private static Object fields(MappingNode mapping) {
    var fields = new LinkedHashMap<String, Object>();
    mapping
        .getValue()
        .forEach(field ->
            fields.put(((ScalarNode) field.getKeyNode()).getValue(), value(field.getValueNode())));
    return fields;
  }

  private static Object elements(SequenceNode sequence) {
    var elements = new ArrayList<Object>();
    sequence.getValue().forEach(element -> elements.add(value(element)));
    return elements;
  }
}
