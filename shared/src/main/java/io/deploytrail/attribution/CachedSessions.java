package io.deploytrail.attribution;

import static java.time.temporal.ChronoUnit.HOURS;
import static java.util.Objects.requireNonNull;

import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.PrincipalId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Sessions that are asked for once and remembered, for the time of one piece of work: many calls
/// are of few sessions.
///
/// What becomes known meanwhile does not show. Thread-safe if the sessions behind it are.
public final class CachedSessions implements SessionLookup {
  private static final Duration HOUR = Duration.ofHours(1);

  private final SessionLookup sessions;
  private final ConcurrentHashMap<Object, List<Issuance>> known = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Claim, Claimants> claims = new ConcurrentHashMap<>();

  public CachedSessions(SessionLookup sessions) {
    this.sessions = requireNonNull(sessions, "sessions");
  }

  private record OfPrincipal(PrincipalId principal, TimeRange issued) {}

  private record OfAssumedRole(String assumedRole, TimeRange issued) {}

  @Override
  public List<Issuance> withAccessKey(AccessKeyId accessKey) {
    return known.computeIfAbsent(accessKey, _ -> sessions.withAccessKey(accessKey));
  }

  @Override
  public List<Issuance> ofPrincipal(PrincipalId principal, TimeRange issued) {
    var wider = wholeHours(issued);
    var all =
        known.computeIfAbsent(
            new OfPrincipal(principal, wider), _ -> sessions.ofPrincipal(principal, wider));
    return all.stream().filter(issuance -> issued.contains(issuance.event().time())).toList();
  }

  @Override
  public List<Issuance> ofAssumedRole(String assumedRole, TimeRange issued) {
    return known.computeIfAbsent(
        new OfAssumedRole(assumedRole, issued), _ -> sessions.ofAssumedRole(assumedRole, issued));
  }

  @Override
  public Map<Claim, Claimants> claimants(Set<Claim> asked) {
    var unknown = new HashSet<>(asked);
    unknown.removeAll(claims.keySet());
    if (!unknown.isEmpty()) {
      var read = sessions.claimants(unknown);
      unknown.forEach(claim -> claims.put(claim, read.getOrDefault(claim, Claimants.NONE)));
    }
    var answer = new HashMap<Claim, Claimants>();
    asked.forEach(claim -> answer.put(claim, claims.getOrDefault(claim, Claimants.NONE)));
    return answer;
  }

  /// So that calls of one hour without a creation date ask once, not each for itself.
  private static TimeRange wholeHours(TimeRange range) {
    return Duration.between(range.from(), range.to()).compareTo(HOUR) < 0
        ? range
        : new TimeRange(range.from().truncatedTo(HOURS), range.to().truncatedTo(HOURS).plus(HOUR));
  }
}
