package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.Candidate;
import io.deploytrail.attribution.Origin;
import io.deploytrail.attribution.Warning;
import io.deploytrail.pulumi.Deployment;
import io.deploytrail.pulumi.StackName;
import io.deploytrail.pulumi.Variable;
import java.util.Optional;
import java.util.regex.Pattern;

/// A deployment as somebody asks for it: by its id, or by its stack and version.
public sealed interface DeploymentName extends Handle {
  Pattern VERSION = Pattern.compile("[1-9]\\d{0,63}");

  /// By its id, a UUID in any case.
  record Id(String id) implements DeploymentName {
    public Id {
      requireNonNull(id, "id");
    }
  }

  /// By its stack and the number that it has there.
  record Version(StackName stack, String version) implements DeploymentName {
    public Version {
      requireNonNull(stack, "stack");
      requireNonNull(version, "version");
    }
  }

  /// The name of a deployment that is known to be one: its id, which is nobody else's, else its
  /// version.
  static Optional<DeploymentName> of(Deployment deployment) {
    var id = deployment.field(Variable.ID).<DeploymentName>map(Id::new);
    return id.or(() ->
        deployment
            .stack()
            .flatMap(stack ->
                deployment.field(Variable.VERSION).map(number -> new Version(stack, number))));
  }

  /// Whether that is this deployment, or several may be of which this is one: any may be at the top
  /// of a chain that was not followed so far.
  default boolean mayBe(Origin origin) {
    return origin.warnings().contains(Warning.CHAIN_TOO_LONG)
        || names(origin.deployment())
        || origin.candidates().stream()
            .anyMatch(candidate ->
                candidate instanceof Candidate.OfDeployment(var deployment) && names(deployment));
  }

  private boolean names(Deployment deployment) {
    return switch (this) {
      case Id(var id) ->
          deployment.field(Variable.ID).filter(known -> known.equalsIgnoreCase(id)).isPresent();
      case Version(var stack, var version) ->
          is(deployment, Variable.VERSION, version)
              && is(deployment, Variable.ORGANIZATION, stack.organization())
              && is(deployment, Variable.PROJECT, stack.project())
              && is(deployment, Variable.STACK, stack.stack());
    };
  }

  private static boolean is(Deployment deployment, Variable field, String value) {
    return deployment.field(field).equals(Optional.of(value));
  }
}
