package io.deploytrail.refusals;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is at hand of an OIDC provider.
public sealed interface ProviderAtHand {
  /// What IAM held when it was asked: since when the provider is there, and its audiences.
  record HeldProvider(Instant createdAt, List<String> audiences, Instant readAt)
      implements ProviderAtHand {
    public HeldProvider {
      requireNonNull(createdAt, "createdAt");
      audiences = List.copyOf(audiences);
      requireNonNull(readAt, "readAt");
    }
  }

  /// IAM of the account had no such provider; `ofSameHost` are those whose issuer differs in its
  /// path alone.
  record MissingProvider(List<String> ofSameHost, Instant readAt) implements ProviderAtHand {
    public MissingProvider {
      ofSameHost = List.copyOf(ofSameHost);
      requireNonNull(readAt, "readAt");
    }
  }

  /// Nothing is at hand; where something was asked, the sentence says why.
  record ProviderNotRead(Optional<String> reason) implements ProviderAtHand {
    public ProviderNotRead {
      requireNonNull(reason, "reason");
    }
  }
}
