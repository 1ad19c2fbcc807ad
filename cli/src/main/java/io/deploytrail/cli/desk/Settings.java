package io.deploytrail.cli.desk;

import io.deploytrail.desk.DeskSettings;
import io.deploytrail.questions.Configuration;
import java.util.List;

/// What the options say of one's own Pulumi set-up, as they say it; an empty list says nothing.
public record Settings(List<String> templates, List<String> organizations, List<String> providers) {
  public static final Settings NONE = new Settings(List.of(), List.of(), List.of());

  private static final String TEMPLATE = "template";
  private static final String ORGANIZATION = "organization";
  private static final String PROVIDER = "provider";

  public Settings {
    templates = List.copyOf(templates);
    organizations = List.copyOf(organizations);
    providers = List.copyOf(providers);
  }

  /// These, and of what they do not say, the others.
  public Settings or(Settings others) {
    return new Settings(
        templates.isEmpty() ? others.templates : templates,
        organizations.isEmpty() ? others.organizations : organizations,
        providers.isEmpty() ? others.providers : providers);
  }

  public Configuration configuration() {
    return Configuration.of(templates, organizations, providers);
  }

  static Settings of(DeskSettings remembered) {
    return new Settings(
        remembered.values(TEMPLATE), remembered.values(ORGANIZATION), remembered.values(PROVIDER));
  }

  void writeTo(DeskSettings remembered) {
    remembered.replace(TEMPLATE, templates);
    remembered.replace(ORGANIZATION, organizations);
    remembered.replace(PROVIDER, providers);
  }
}
