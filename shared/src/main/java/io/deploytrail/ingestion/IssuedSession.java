package io.deploytrail.ingestion;

import static java.time.temporal.ChronoUnit.SECONDS;
import static java.util.Objects.requireNonNull;

import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.PrincipalId;
import java.time.Duration;
import java.time.Instant;

/// A session whose calls are wanted: its principal id, and from when to when it was valid.
public record IssuedSession(PrincipalId principal, Instant issuedAt, Instant expiresAt) {
  /// Calls repeat the time of the issuance as their creation date; one second is left for rounding.
  private static final Duration ROUNDING = Duration.ofSeconds(1);

  public IssuedSession {
    requireNonNull(principal, "principal");
    requireNonNull(issuedAt, "issuedAt");
    requireNonNull(expiresAt, "expiresAt");
  }

  static IssuedSession of(Issuance issuance) {
    var session = issuance.session();
    return new IssuedSession(session.principal(), session.issuedAt(), session.expiresAt());
  }

  /// Whether that call may be one of this session's, or bought it.
  boolean concerns(Call call) {
    return mayHaveMade(call.caller(), call.event().time())
        || call.issued()
            .filter(issued -> isLike(issued.principal(), issued.issuedAt()))
            .isPresent();
  }

  /// Whether that is the same session.
  boolean isLike(IssuedSession other) {
    return isLike(other.principal, other.issuedAt);
  }

  private boolean isLike(PrincipalId otherPrincipal, Instant created) {
    return principal.equals(otherPrincipal) && mayBeCreated(created);
  }

  private boolean mayHaveMade(Caller caller, Instant time) {
    return caller.principal().filter(principal::equals).isPresent()
        && caller
            .sessionCreated()
            .map(this::mayBeCreated)
            .orElseGet(() -> !time.isBefore(issuedAt) && !time.isAfter(expiresAt));
  }

  private boolean mayBeCreated(Instant created) {
    var distance =
        Duration.between(created.truncatedTo(SECONDS), issuedAt.truncatedTo(SECONDS)).abs();
    return distance.compareTo(ROUNDING) <= 0;
  }
}
