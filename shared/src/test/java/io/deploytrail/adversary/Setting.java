package io.deploytrail.adversary;

import io.deploytrail.questions.Configuration;
import java.util.List;

/// What the installation is told of its own Pulumi set-up; each list may be empty.
public record Setting(List<String> templates, List<String> organizations, List<String> providers) {
  public Setting {
    templates = List.copyOf(templates);
    organizations = List.copyOf(organizations);
    providers = List.copyOf(providers);
  }

  public Configuration configuration() {
    return Configuration.of(templates, organizations, providers);
  }
}
