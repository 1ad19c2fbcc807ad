package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.Environment;
import io.deploytrail.attribution.Origin;
import io.deploytrail.pulumi.StackName;
import io.deploytrail.pulumi.Variable;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A part of Pulumi's names, `[<organization>[/<project>[/<stack>]]]`; what is empty does not
/// narrow.
public record Scope(String organization, String project, String stack) {
  public static final Scope EVERYTHING = new Scope("", "", "");

  public Scope {
    requireNonNull(organization, "organization");
    requireNonNull(project, "project");
    requireNonNull(stack, "stack");
    if ((organization.isEmpty() && !project.isEmpty()) || (project.isEmpty() && !stack.isEmpty())) {
      throw new InvalidQuestionException(
          "a project is named together with its organization, and a stack with both; organization is "
              + Quoted.of(organization)
              + ", project "
              + Quoted.of(project)
              + ", stack "
              + Quoted.of(stack));
    }
  }

  public static Scope parse(String text) {
    var parts = text.split("/", -1);
    if (text.isEmpty() || parts.length > 3 || Arrays.stream(parts).anyMatch(String::isBlank)) {
      throw new InvalidQuestionException(
          "<organization>, <organization>/<project> or <organization>/<project>/<stack> was expected, not "
              + Quoted.of(text));
    }
    return new Scope(parts[0], parts.length > 1 ? parts[1] : "", parts.length > 2 ? parts[2] : "");
  }

  /// As [#parse] reads it; empty for everything.
  public String text() {
    return Stream.of(organization, project, stack)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.joining("/"));
  }

  /// The stack, if this names one.
  Optional<StackName> stackName() {
    return stack.isEmpty()
        ? Optional.empty()
        : Optional.of(new StackName(organization, project, stack));
  }

  /// Whether a session of that origin belongs here; one of ESC has an organization alone.
  boolean includes(Origin origin) {
    var deployment = origin.deployment();
    var ofEnvironment = origin.environment().map(Environment::organization);
    return includes(organization, deployment.field(Variable.ORGANIZATION).or(() -> ofEnvironment))
        && includes(project, deployment.field(Variable.PROJECT))
        && includes(stack, deployment.field(Variable.STACK));
  }

  /// Whether that stack belongs here.
  public boolean includes(StackName name) {
    return includes(organization, Optional.of(name.organization()))
        && includes(project, Optional.of(name.project()))
        && includes(stack, Optional.of(name.stack()));
  }

  private static boolean includes(String wanted, Optional<String> name) {
    return wanted.isEmpty() || name.equals(Optional.of(wanted));
  }
}
