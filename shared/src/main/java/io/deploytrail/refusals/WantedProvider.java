package io.deploytrail.refusals;

import static java.util.Objects.requireNonNull;

import io.deploytrail.pulumi.ProviderArn;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.RoleArn;
import java.util.List;
import java.util.Optional;

/// The provider that STS looks for: that of the token's issuer, in the role's account; and the
/// token's audience, empty where the record does not say it.
record WantedProvider(String role, ProviderArn provider, String audience) {
  WantedProvider {
    requireNonNull(role, "role");
    requireNonNull(provider, "provider");
    requireNonNull(audience, "audience");
  }

  /// `named` is the provider's ARN, of whatever account, or the issuer's URL. Empty where one of
  /// them cannot be read.
  static Optional<WantedProvider> of(String role, String named, String audience) {
    var name =
        ProviderArn.parse(named)
            .map(ProviderArn::name)
            .orElseGet(() -> named.replaceFirst("^https://", ""));
    return RoleArn.parse(role)
        .filter(_ -> !name.isEmpty() && !name.contains(":"))
        .map(arn -> new WantedProvider(role, arn.provider(name), audience));
  }

  /// Undecided where the audience is not known.
  Decision isAmong(List<String> audiences) {
    return audience.isEmpty() ? Decision.UNDECIDED : Decision.of(audiences.contains(audience));
  }
}
