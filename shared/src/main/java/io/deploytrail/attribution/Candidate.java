package io.deploytrail.attribution;

import static java.util.Objects.requireNonNull;

import io.deploytrail.pulumi.Deployment;

/// What may have made an ambiguous call.
public sealed interface Candidate {
  /// A deployment, as far as it is known.
  record OfDeployment(Deployment deployment) implements Candidate {
    public OfDeployment {
      requireNonNull(deployment, "deployment");
    }
  }

  /// An ESC environment.
  record OfEnvironment(Environment environment) implements Candidate {
    public OfEnvironment {
      requireNonNull(environment, "environment");
    }
  }
}
