package io.deploytrail.trust.width;

import static io.deploytrail.trust.width.PolicyPattern.pattern;

import io.deploytrail.pulumi.Subject;

/// How far a narrowest policy goes beyond the subjects that were used. What a step does not speak
/// of stays as it was used.
public enum NarrowStep {
  EXACT,
  /// All operations of a stack that was used.
  STACK,
  /// All stacks of a project, and all environments of an ESC project, that was used.
  PROJECT,
  /// An operation that was used, of any stack of its organization.
  OPERATION;

  /// What the policy names for a used subject.
  PolicyPattern widened(String subject) {
    return switch (Subject.parse(subject)) {
      case Subject.Deployment(_, var stack, var operation) -> {
        var organization = stack.organization();
        yield switch (this) {
          case EXACT -> new PolicyPattern.LiteralText(subject);
          case STACK -> deployments(organization, stack.project(), stack.stack(), "*");
          case PROJECT -> deployments(organization, stack.project(), "*", "*");
          case OPERATION -> deployments(organization, "*", "*", operation);
        };
      }
      case Subject.Environment(_, var organization, var name, _, _)
          when this == PROJECT
              && name.orElse("").contains("/")
              && subject.startsWith("pulumi:environments:org:") -> {
        var project = name.orElseThrow().substring(0, name.orElseThrow().indexOf('/'));
        yield pattern("pulumi:environments:org:" + organization + ":env:" + project + "/*");
      }
      case Subject.Environment _, Subject.CustomerManagedKey _, Subject.Foreign _ ->
          new PolicyPattern.LiteralText(subject);
    };
  }

  private static PolicyPattern deployments(
      String organization, String project, String stack, String operation) {
    return pattern(
        "pulumi:deploy:org:%s:project:%s:stack:%s:operation:%s:scope:write"
            .formatted(organization, project, stack, operation));
  }
}
