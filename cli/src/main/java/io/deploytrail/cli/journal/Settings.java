package io.deploytrail.cli.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.questions.Configuration;
import java.util.List;
import java.util.stream.StreamSupport;

/// What the options say of one's own Pulumi set-up, as they say it; an empty list says nothing.
public record Settings(List<String> templates, List<String> organizations, List<String> providers) {
  static final Settings NONE = new Settings(List.of(), List.of(), List.of());

  private static final ObjectMapper JSON = new ObjectMapper();

  public Settings {
    templates = List.copyOf(templates);
    organizations = List.copyOf(organizations);
    providers = List.copyOf(providers);
  }

  /// These, and of what they do not say, the others.
  Settings or(Settings others) {
    return new Settings(
        templates.isEmpty() ? others.templates : templates,
        organizations.isEmpty() ? others.organizations : organizations,
        providers.isEmpty() ? others.providers : providers);
  }

  public Configuration configuration() {
    return Configuration.of(templates, organizations, providers);
  }

  ObjectNode toJson() {
    var json = JSON.createObjectNode();
    templates.forEach(json.putArray("templates")::add);
    organizations.forEach(json.putArray("organizations")::add);
    providers.forEach(json.putArray("providers")::add);
    return json;
  }

  static Settings of(JsonNode json) {
    return new Settings(
        texts(json.path("templates")),
        texts(json.path("organizations")),
        texts(json.path("providers")));
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
