package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.CachedSessions;
import io.deploytrail.attribution.Claim;
import io.deploytrail.attribution.Claimants;
import io.deploytrail.attribution.SessionLookup;
import io.deploytrail.attribution.TimeRange;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.PrincipalId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Hears which claims the rules ask for and answers none of them, so that those of a whole list are
/// one request.
///
/// The rules then run again, over the sessions and claims that are remembered by then.
final class AskedClaims implements SessionLookup {
  private final SessionLookup sessions;
  private final Set<Claim> asked = new HashSet<>();

  private AskedClaims(SessionLookup sessions) {
    this.sessions = requireNonNull(sessions, "sessions");
  }

  /// Has the claims remembered for which that work asks.
  static void remember(CachedSessions sessions, Consumer<SessionLookup> work) {
    var claims = new AskedClaims(sessions);
    work.accept(claims);
    if (!claims.asked.isEmpty()) {
      sessions.claimants(claims.asked);
    }
  }

  @Override
  public List<Issuance> withAccessKey(AccessKeyId accessKey) {
    return sessions.withAccessKey(accessKey);
  }

  @Override
  public List<Issuance> ofPrincipal(PrincipalId principal, TimeRange issued) {
    return sessions.ofPrincipal(principal, issued);
  }

  @Override
  public List<Issuance> ofAssumedRole(String assumedRole, TimeRange issued) {
    return sessions.ofAssumedRole(assumedRole, issued);
  }

  @Override
  public Map<Claim, Claimants> claimants(Set<Claim> claims) {
    asked.addAll(claims);
    return Map.of();
  }
}
