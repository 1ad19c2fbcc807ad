package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.pulumi.ProviderArn;
import io.deploytrail.refusals.RoleTrust;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.Try;
import io.deploytrail.trust.refusal.PolicyRefusal;
import io.deploytrail.trust.refusal.TryAnswer;
import java.util.Optional;
import java.util.regex.Pattern;

/// The role that a question is about: its ARN, or its trust policy, or both.
public record AskedTrust(Optional<String> role, Optional<TrustPolicy> policy) {
  private static final Pattern ACCOUNT = Pattern.compile("arn:(aws[a-z-]*):iam::(\\d{12}):.+");

  /// Of a policy that nothing says the account of.
  private static final String NO_ACCOUNT = "arn:aws:iam::000000000000:";

  public AskedTrust {
    requireNonNull(role, "role");
    requireNonNull(policy, "policy");
    if (role.isEmpty() && policy.isEmpty()) {
      throw new InvalidQuestionException("trust needs a role or a policy");
    }
    if (role.isPresent() && RoleTrust.role(role.get()).isEmpty()) {
      throw new InvalidQuestionException(
          "a role's ARN, arn:aws:iam::<account>:role/<name>, was expected, not "
              + Quoted.of(role.get()));
    }
  }

  /// Whether that policy, which is the role's, lets a token in, and why not.
  TryAnswer answer(AskedToken token, TrustPolicy known, Configuration configuration) {
    return new PolicyRefusal(known, configuration.organizations())
        .answer(
            new Try(
                role,
                provider(token, known, configuration.providers().names().getFirst()),
                token.audience(),
                token.subject(),
                token.sessionName(),
                Try.Circumstances.NONE));
  }

  private ProviderArn provider(AskedToken token, TrustPolicy known, String name) {
    var asked = token.provider().orElse(name);
    var arn = asked.contains(":") ? asked : inAccount(known, asked);
    return ProviderArn.parse(arn)
        .orElseThrow(() ->
            new InvalidQuestionException(
                "provider takes an OIDC provider's name, such as api.pulumi.com/oidc, or its ARN, arn:aws:iam::<account>:oidc-provider/<name>; not "
                    + Quoted.of(asked)));
  }

  /// Pulumi's provider in the role's account: that of its ARN, or of the providers it trusts.
  private String inAccount(TrustPolicy known, String name) {
    var providers =
        known.statements().stream()
            .flatMap(statement -> statement.principals().providers().stream())
            .toList();
    return role.or(() ->
            providers.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .or(() -> providers.stream().findFirst())
                .map(ProviderArn::text))
        .map(ACCOUNT::matcher)
        .filter(account -> account.matches())
        .map(account -> "arn:" + account.group(1) + ":iam::" + account.group(2) + ":")
        .orElse(NO_ACCOUNT)
        .concat("oidc-provider/" + name);
  }
}
