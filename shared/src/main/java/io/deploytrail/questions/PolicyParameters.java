package io.deploytrail.questions;

import io.deploytrail.permissions.identity.IdentityPolicy;
import io.deploytrail.permissions.identity.IdentityPolicyFile;
import io.deploytrail.permissions.identity.UnreadableIdentityPolicyException;
import io.deploytrail.permissions.policy.PolicySplit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the parameters of `policy`.
record PolicyParameters(Map<String, String> parameters, AskedTime times) {
  Question.LeastPrivilege question() {
    return new Question.LeastPrivilege(
        Question.LeastPrivilege.stack(
            String.join("/", needed("organization"), needed("project"), needed("stack"))),
        Question.WhoMayUse.period(value("from"), value("to"), times),
        new WantedPolicies(
            value("operation").map(Set::of).orElse(Set.of()),
            QuestionReader.flag(parameters, "byOperation")
                ? PolicySplit.BY_OPERATION
                : PolicySplit.READ_AND_WRITE,
            QuestionReader.flag(parameters, "withCounterparts"),
            QuestionReader.flag(parameters, "withRefused"),
            value("policy").map(PolicyParameters::policy)));
  }

  private static IdentityPolicy policy(String text) {
    try {
      return IdentityPolicyFile.read(text);
    } catch (UnreadableIdentityPolicyException e) {
      throw new InvalidQuestionException("policy: " + e.getMessage());
    }
  }

  private String needed(String name) {
    return value(name)
        .orElseThrow(() ->
            new InvalidQuestionException(
                "policy needs an organization, a project and a stack; there is no " + name));
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(parameters.get(name));
  }
}
