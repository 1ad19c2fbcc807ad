package io.deploytrail.cloudtrail;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// What a call changed in an OIDC provider, as IAM names it; an audience is a *client id* there.
public sealed interface ProviderEdit {
  /// The provider is there, and has those audiences.
  record ProviderCreated(List<String> audiences) implements ProviderEdit {
    public ProviderCreated {
      audiences = List.copyOf(audiences);
    }
  }

  record AudienceAdded(String audience) implements ProviderEdit {
    public AudienceAdded {
      requireNonNull(audience, "audience");
    }
  }

  record AudienceRemoved(String audience) implements ProviderEdit {
    public AudienceRemoved {
      requireNonNull(audience, "audience");
    }
  }

  record ProviderDeleted() implements ProviderEdit {}

  /// It changed, and the record does not hold what.
  record EditNotKnown() implements ProviderEdit {}
}
