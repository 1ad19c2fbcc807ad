package io.deploytrail.cloudtrail;

import static java.util.Objects.requireNonNull;

/// A `CreateOpenIDConnectProvider`, `AddClientIDToOpenIDConnectProvider`,
/// `RemoveClientIDFromOpenIDConnectProvider` or `DeleteOpenIDConnectProvider` that IAM carried out.
///
/// `provider` is the provider's ARN.
public record ProviderChange(Event event, String provider, ProviderEdit edit)
    implements TrustChange {
  public ProviderChange {
    requireNonNull(event, "event");
    requireNonNull(provider, "provider");
    requireNonNull(edit, "edit");
  }
}
