package io.deploytrail.pulumi;

import static java.util.Objects.requireNonNull;

/// A stack's full name, `<organization>/<project>/<stack>`, case-sensitive.
public record StackName(String organization, String project, String stack) {
  public StackName {
    requireNonNull(organization, "organization");
    requireNonNull(project, "project");
    requireNonNull(stack, "stack");
  }

  @Override
  public String toString() {
    return organization + "/" + project + "/" + stack;
  }
}
