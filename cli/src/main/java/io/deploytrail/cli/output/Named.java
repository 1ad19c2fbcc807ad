package io.deploytrail.cli.output;

import io.deploytrail.attribution.Environment;
import io.deploytrail.attribution.Origin;
import io.deploytrail.pulumi.Deployment;
import io.deploytrail.pulumi.StackName;
import io.deploytrail.pulumi.Variable;
import io.deploytrail.questions.Answer.Explanation;
import io.deploytrail.questions.Answer.RanDeployment;
import io.deploytrail.questions.Answer.Refusal;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a session is named after, as an origin, a deployment's row and a refusal have it.
record Named(Deployment deployment, Set<Variable> stated, Optional<Environment> environment) {
  static Named of(Origin origin) {
    return new Named(origin.deployment(), origin.stated(), origin.environment());
  }

  static Named of(RanDeployment ran) {
    return new Named(ran.deployment(), ran.stated(), ran.environment());
  }

  static Named of(Refusal refusal) {
    return new Named(refusal.deployment(), refusal.stated(), refusal.environment());
  }

  /// All of it is stated: nothing but the name says it.
  static Named of(Explanation explanation) {
    var facts = explanation.reading().facts();
    return new Named(facts, facts.fields().keySet(), Optional.empty());
  }

  String field(Variable variable) {
    return deployment.field(variable).orElse("");
  }

  String organization() {
    return deployment
        .field(Variable.ORGANIZATION)
        .or(() -> environment.map(Environment::organization))
        .orElse("");
  }

  String statedFields() {
    return stated.stream().map(Variable::field).collect(Collectors.joining("; "));
  }

  /// All of it that a person asks for next, in words as short as they get: `acme/web/prod@41`,
  /// `acme/web/prod 806bf21f-…`, `environment acme/web/dev`, `acme`.
  String text() {
    if (environment.isPresent()) {
      var name = environment.get().name();
      return "environment "
          + name.map(it -> organization() + "/" + it).orElse("of " + organization());
    }
    var stack = deployment.stack().map(StackName::toString).orElse(organization());
    if (deployment.stack().isPresent() && deployment.field(Variable.VERSION).isPresent()) {
      return stack + "@" + field(Variable.VERSION);
    }
    return (stack + " " + field(Variable.ID)).strip();
  }
}
