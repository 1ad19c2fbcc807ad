package io.deploytrail.pulumi;

import java.util.Optional;

/// A variable of Pulumi's session-name template, and so one of the six things that are known of a
/// deployment.
///
/// Source: Pulumi's "OIDC settings" page for AWS; one of its pages spells the operation
/// `${operation}`.
public enum Variable {
  ORGANIZATION("organization.name"),
  PROJECT("project.name"),
  STACK("stack.name"),
  OPERATION("deployment.operation"),
  VERSION("deployment.version"),
  ID("deployment.id");

  private final String text;

  Variable(String text) {
    this.text = text;
  }

  /// The text between `${` and `}`.
  public String text() {
    return text;
  }

  /// The name in JSON: `organization`, `project`, `stack`, `operation`, `version` or `id`.
  public String field() {
    return text.equals("organization.name")
            || text.equals("project.name")
            || text.equals("stack.name")
        ? text.substring(0, text.indexOf('.'))
        : text.substring(text.indexOf('.') + 1);
  }

  /// Whether Pulumi trims the variable's value when a rendered name is longer than 64 characters.
  public boolean isName() {
    return this == ORGANIZATION || this == PROJECT || this == STACK;
  }

  /// The variable of that text, `${operation}`'s second spelling included.
  static Optional<Variable> of(String text) {
    if (text.equals("operation")) {
      return Optional.of(OPERATION);
    }
    for (var variable : values()) {
      if (variable.text.equals(text)) {
        return Optional.of(variable);
      }
    }
    return Optional.empty();
  }
}
