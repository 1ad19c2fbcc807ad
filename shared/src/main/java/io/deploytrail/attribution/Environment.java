package io.deploytrail.attribution;

import static java.util.Objects.requireNonNull;

/// A Pulumi ESC environment; `name` is empty where only the organization is agreed on.
public record Environment(String organization, String name) {
  public Environment {
    requireNonNull(organization, "organization");
    requireNonNull(name, "name");
  }
}
