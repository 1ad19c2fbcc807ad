package io.deploytrail.integration.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.deploytrail.cli.console.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/// A CloudFormation template of ours as YAML, in which a function is read as its arguments: `!Ref
/// X` as `X`.
public record Template(String text, JsonNode root) {
  public static final String HOME = "template.yaml";
  public static final String MEMBER = "template-member.yaml";
  public static final String PULUMI_ROLE = "template-pulumi-role.yaml";
  public static final String ATHENA = "template-athena.yaml";

  public static Template read(String name) {
    try {
      var text = Files.readString(Home.file(name));
      return new Template(text, new YAMLMapper().readTree(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What stands at that JSON pointer; fails where nothing does.
  public JsonNode at(String pointer) {
    var found = root.at(pointer);
    assertThat(found.isMissingNode()).as(pointer).isFalse();
    return found;
  }

  JsonNode parameter(String name) {
    return at("/Parameters/" + name);
  }

  public JsonNode properties(String resource) {
    return at("/Resources/" + resource + "/Properties");
  }

  /// Whether CloudFormation lets the parameter have that value; it matches patterns as Java does.
  boolean takes(String parameter, String value) {
    return Pattern.matches(parameter(parameter).path("AllowedPattern").asText(), value);
  }

  public static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
