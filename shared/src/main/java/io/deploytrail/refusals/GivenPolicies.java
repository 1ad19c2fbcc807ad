package io.deploytrail.refusals;

import static java.util.Objects.requireNonNull;

import io.deploytrail.refusals.RoleAtHand.GivenPolicy;
import io.deploytrail.refusals.RoleAtHand.RoleNotRead;
import io.deploytrail.trust.PolicyDocuments;
import java.util.List;
import java.util.Optional;

/// Trust policies that the asker gives; a policy by itself is every role's. `origin` says in words
/// where they come from.
public record GivenPolicies(String origin, PolicyDocuments documents) implements TrustAtHand {
  public GivenPolicies {
    requireNonNull(origin, "origin");
    requireNonNull(documents, "documents");
  }

  /// None is given.
  public static final GivenPolicies NONE = new GivenPolicies("", new PolicyDocuments(List.of()));

  public boolean isEmpty() {
    return documents.policies().isEmpty();
  }

  @Override
  public RoleAtHand ofRole(String arn) {
    return documents
        .find(arn)
        .<RoleAtHand>map(document -> new GivenPolicy(document, origin))
        .orElse(new RoleNotRead(Optional.empty()));
  }

  @Override
  public ProviderAtHand ofProvider(String role, String name) {
    return new ProviderAtHand.ProviderNotRead(Optional.empty());
  }
}
