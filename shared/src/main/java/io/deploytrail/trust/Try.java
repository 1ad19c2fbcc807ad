package io.deploytrail.trust;

import static java.util.Objects.requireNonNull;

import io.deploytrail.pulumi.ProviderArn;
import java.time.Instant;
import java.util.Optional;

/// One `AssumeRoleWithWebIdentity`, as far as it is known: who asked, with which token, for which
/// role, and from where. What is absent is not known, and decides nothing.
public record Try(
    Optional<String> role,
    ProviderArn provider,
    Optional<String> audience,
    Optional<String> subject,
    Optional<String> sessionName,
    Circumstances circumstances) {
  public static final String ACTION = "sts:AssumeRoleWithWebIdentity";

  public Try {
    requireNonNull(role, "role");
    requireNonNull(provider, "provider");
    requireNonNull(audience, "audience");
    requireNonNull(subject, "subject");
    requireNonNull(sessionName, "sessionName");
    requireNonNull(circumstances, "circumstances");
  }

  /// A token of that provider, presented by nobody knows whom.
  public static Try of(ProviderArn provider, String audience, String subject) {
    return new Try(
        Optional.empty(),
        provider,
        Optional.of(audience),
        Optional.of(subject),
        Optional.empty(),
        Circumstances.NONE);
  }

  /// What a record says beside the token.
  public record Circumstances(
      Optional<String> sourceAddress,
      Optional<String> userAgent,
      Optional<String> region,
      Optional<Instant> time) {
    public static final Circumstances NONE =
        new Circumstances(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Circumstances {
      requireNonNull(sourceAddress, "sourceAddress");
      requireNonNull(userAgent, "userAgent");
      requireNonNull(region, "region");
      requireNonNull(time, "time");
    }
  }
}
