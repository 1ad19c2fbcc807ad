package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.pulumi.ProviderArn;
import io.deploytrail.trust.RoleArn;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.Try;
import io.deploytrail.trust.refusal.Certainty;
import io.deploytrail.trust.refusal.PolicyRefusal;
import io.deploytrail.trust.refusal.TryAnswer;
import java.util.Optional;

/// The role that a question is about: its ARN, or its trust policy, or both.
public record AskedTrust(Optional<String> role, Optional<TrustPolicy> policy) {
  public AskedTrust {
    requireNonNull(role, "role");
    requireNonNull(policy, "policy");
    if (role.isEmpty() && policy.isEmpty()) {
      throw new InvalidQuestionException("trust needs a role or a policy");
    }
    if (role.isPresent() && RoleArn.parse(role.get()).isEmpty()) {
      throw new InvalidQuestionException(
          "a role's ARN, arn:aws:iam::<account>:role/<name>, was expected, not "
              + Quoted.of(role.get()));
    }
  }

  /// Whether that policy lets a token in, and why not; it is the role's as surely as that.
  TryAnswer answer(
      AskedToken token, TrustPolicy known, Certainty atMost, Configuration configuration) {
    return new PolicyRefusal(known, configuration.organizations())
        .answer(
            new Try(
                role,
                provider(token, known, configuration.providers().names().getFirst()),
                token.audience(),
                token.subject(),
                token.sessionName(),
                Try.Circumstances.NONE),
            atMost);
  }

  private ProviderArn provider(AskedToken token, TrustPolicy known, String name) {
    var asked = token.provider().orElse(name);
    return Optional.of(asked)
        .filter(text -> !text.contains(":"))
        .map(text -> inAccount(known, text))
        .or(() -> ProviderArn.parse(asked))
        .orElseThrow(() ->
            new InvalidQuestionException(
                "provider takes an OIDC provider's name, such as api.pulumi.com/oidc, or its ARN, arn:aws:iam::<account>:oidc-provider/<name>; not "
                    + Quoted.of(asked)));
  }

  /// The provider of that name in the role's account: that of its ARN, or of the providers that it
  /// trusts.
  private ProviderArn inAccount(TrustPolicy known, String name) {
    var trusted =
        known.statements().stream()
            .flatMap(statement -> statement.principals().providers().stream())
            .toList();
    return role.flatMap(RoleArn::parse)
        .map(arn -> arn.provider(name))
        .or(() -> trusted.stream().filter(provider -> provider.name().equals(name)).findFirst())
        .or(() -> trusted.stream().findFirst().map(provider -> provider.named(name)))
        .orElseGet(() -> ProviderArn.inSomeAccount(name));
  }
}
