package io.deploytrail.ingestion;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.TieLimits;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Session;
import java.time.Instant;
import java.util.Optional;

/// A session whose calls are requested: by what its callers may be known, and from when to when it
/// was valid.
///
/// A caller without a principal id is found only by a key or an assumed-role ARN.
public record IssuedSession(
    PrincipalId principal,
    Optional<AccessKeyId> accessKey,
    Optional<String> assumedRole,
    Instant issuedAt,
    Instant expiresAt) {
  public IssuedSession {
    requireNonNull(principal, "principal");
    requireNonNull(accessKey, "accessKey");
    requireNonNull(assumedRole, "assumedRole");
    requireNonNull(issuedAt, "issuedAt");
    requireNonNull(expiresAt, "expiresAt");
  }

  static IssuedSession of(Issuance issuance) {
    var session = issuance.session();
    return new IssuedSession(
        session.principal(),
        Optional.of(session.accessKey()),
        session.assumedRole(),
        session.issuedAt(),
        session.expiresAt());
  }

  /// Whether that call may be one of this session's, or bought it: at least all that the rules tie
  /// to it.
  boolean concerns(Call call) {
    return (mayBeKnownBy(call.caller()) && mayHaveCalled(call.caller(), call.event().time()))
        || call.issued().filter(this::mayBe).isPresent();
  }

  private boolean mayBeKnownBy(Caller caller) {
    return caller.principal().isPresent()
        ? caller.principal().get().equals(principal)
        : agree(caller.arn(), assumedRole) || agree(caller.sessionKey(), accessKey);
  }

  private boolean mayHaveCalled(Caller caller, Instant time) {
    return caller
        .sessionCreated()
        .map(this::mayBeCreated)
        .orElseGet(() ->
            !time.isBefore(issuedAt.minus(TieLimits.CLOCK_SKEW))
                && !time.isAfter(expiresAt.plus(TieLimits.CLOCK_SKEW)));
  }

  /// Whether it is this session, whose other copy may state another second.
  private boolean mayBe(Session session) {
    return principal.equals(session.principal())
        && accessKey
            .map(session.accessKey()::equals)
            .orElseGet(() -> mayBeCreated(session.issuedAt()));
  }

  /// Whether those who look for the one find the other's calls, too. Keys do not count, so that a
  /// role that assumes itself within a second is not looked for in turns for ever.
  boolean isLike(IssuedSession other) {
    return principal.equals(other.principal) && mayBeCreated(other.issuedAt);
  }

  private boolean mayBeCreated(Instant created) {
    return TieLimits.areNear(created, issuedAt, TieLimits.ROUNDING);
  }

  private static <T> boolean agree(Optional<T> one, Optional<T> other) {
    return one.isPresent() && one.equals(other);
  }
}
