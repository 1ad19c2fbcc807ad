package io.deploytrail.refusals;

import static java.util.Objects.requireNonNull;

import io.deploytrail.trust.PolicyDocuments;
import java.util.Optional;
import java.util.function.Function;

/// Trust policies that the asker has at hand, for roles by their ARN: those of a file, or what IAM
/// answers now. `origin` says in words where they come from.
public record GivenPolicies(String origin, Function<String, Optional<String>> ofRole) {
  public GivenPolicies {
    requireNonNull(origin, "origin");
    requireNonNull(ofRole, "ofRole");
  }

  /// Nothing at hand.
  public static final GivenPolicies NONE = new GivenPolicies("", _ -> Optional.empty());

  /// Those of a file; a policy by itself is every role's.
  public static GivenPolicies of(String origin, PolicyDocuments documents) {
    return new GivenPolicies(origin, documents::find);
  }
}
