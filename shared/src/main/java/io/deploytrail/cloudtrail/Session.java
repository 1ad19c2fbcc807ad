package io.deploytrail.cloudtrail;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The temporary credentials of one issuance, without their secrets.
///
/// `issuedAt` is the issuing record's `eventTime`, which calls repeat as their `creationDate`.
/// `expiresAt` is the issuing record's `credentials.expiration`, else `issuedAt` plus
/// `durationSeconds`, else plus STS's default. `role` is the role's ARN with its path; `policies`
/// are the session policies' ARNs. The session of an `AssumeRoot` has no role: it is the root of
/// the account that is its principal id.
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

  /// The account in which the session acts.
  public Optional<String> account() {
    return assumedRole
        .flatMap(AssumedRole::account)
        .or(() -> role.flatMap(AssumedRole::account))
        .or(() -> Optional.of(principal).filter(PrincipalId::isAccount).map(PrincipalId::value));
  }

  /// Whether the credentials were valid at that time.
  public boolean isValidAt(Instant time) {
    return isValidAt(time, Duration.ZERO);
  }

  /// Whether they were valid at that time, or at most `tolerance` before or after it.
  public boolean isValidAt(Instant time, Duration tolerance) {
    return !time.isBefore(issuedAt.minus(tolerance)) && !time.isAfter(expiresAt.plus(tolerance));
  }
}
