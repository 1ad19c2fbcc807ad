package io.deploytrail.trust.width;

import static java.util.Objects.requireNonNull;

import io.deploytrail.pulumi.ProviderArn;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.Principals;
import io.deploytrail.trust.RoleArn;
import io.deploytrail.trust.SharedProvider;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.TrustStatement;
import io.deploytrail.trust.Try;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whose policy is rated: the role's ARN, if it is known, and the names of Pulumi's providers.
public record RatedRole(Optional<String> arn, List<String> providerNames) {
  /// A policy in a file, and the provider of Pulumi Cloud.
  public static final RatedRole UNKNOWN =
      new RatedRole(Optional.empty(), List.of(SharedProvider.PULUMI));

  public RatedRole {
    requireNonNull(arn, "arn");
    providerNames = List.copyOf(providerNames);
  }

  /// The account in the role's ARN.
  Optional<String> account() {
    return arn.flatMap(RoleArn::parse).map(RoleArn::account);
  }

  /// Pulumi's providers that the policy may let in. What everybody may, a provider that it does not
  /// name may too.
  Set<ProviderArn> providers(TrustPolicy policy) {
    var providers = new LinkedHashSet<ProviderArn>();
    for (var statement : policy.statements()) {
      if (statement.isAllow()) {
        statement.principals().providers().stream()
            .filter(provider -> providerNames.contains(provider.name()))
            .forEach(providers::add);
        if (statement.principals().federated().contains(Principals.EVERYBODY)) {
          providerNames.forEach(name -> providers.add(unnamed(name)));
        }
      }
    }
    return providers;
  }

  private ProviderArn unnamed(String name) {
    return arn.flatMap(RoleArn::parse)
        .map(role -> role.provider(name))
        .orElseGet(() -> ProviderArn.inSomeAccount(name));
  }

  /// Whether the statement allows what web identities ask.
  static boolean isOfInterest(TrustStatement statement) {
    return statement.isAllow() && statement.isOfWebIdentity();
  }

  boolean isOfPulumi(TrustStatement statement) {
    return !providers(new TrustPolicy("", true, List.of(statement), List.of())).isEmpty();
  }

  /// What the policy says of a token, whichever of the providers minted it.
  Decision decide(TrustPolicy policy, MintedToken token) {
    return providers(policy).stream()
        .map(provider -> policy.decide(asked(provider, token)))
        .reduce(Decision.NO, Decision::or);
  }

  List<String> notDecided(TrustPolicy policy, MintedToken token) {
    return providers(policy).stream()
        .map(provider -> policy.evaluate(asked(provider, token)))
        .filter(trace -> trace.allowed() == Decision.UNDECIDED)
        .flatMap(trace -> trace.notDecided().stream())
        .distinct()
        .toList();
  }

  private Try asked(ProviderArn provider, MintedToken token) {
    return new Try(
        arn,
        provider,
        Optional.of(token.audience()),
        Optional.of(token.subject()),
        Optional.empty(),
        Try.Circumstances.NONE);
  }
}
