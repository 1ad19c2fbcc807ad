package io.deploytrail.cloudtrail;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The temporary credentials of one issuance, without their secrets.
///
/// `issuedAt` is the issuing record's `eventTime`, which calls repeat as their `creationDate`.
/// `expiresAt` is the issuing record's `credentials.expiration`, else `issuedAt` plus
/// `durationSeconds`, else plus one hour (STS's default). `role` is the role's ARN with its path;
/// `policies` are the session policies' ARNs.
public record Session(
    AccessKeyId accessKey,
    PrincipalId principal,
    Optional<String> assumedRole,
    Optional<String> role,
    Instant issuedAt,
    Instant expiresAt,
    List<String> policies,
    Optional<String> sourceIdentity) {
  public Session {
    requireNonNull(accessKey, "accessKey");
    requireNonNull(principal, "principal");
    requireNonNull(assumedRole, "assumedRole");
    requireNonNull(role, "role");
    requireNonNull(issuedAt, "issuedAt");
    requireNonNull(expiresAt, "expiresAt");
    policies = List.copyOf(policies);
    requireNonNull(sourceIdentity, "sourceIdentity");
  }

  /// The role session name; empty for a principal id that has none.
  public String name() {
    var colon = principal.value().indexOf(':');
    return colon < 0 ? "" : principal.value().substring(colon + 1);
  }

  /// Whether the credentials were valid at that time.
  public boolean isValidAt(Instant time) {
    return !time.isBefore(issuedAt) && !time.isAfter(expiresAt);
  }
}
