package io.deploytrail.ingestion;

import static java.time.temporal.ChronoUnit.HOURS;
import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.SessionLookup;
import io.deploytrail.attribution.TimeRange;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.PrincipalId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// The sessions that a chunk of a file tells of, together with those of the index, which is asked
/// once for each.
final class ChunkSessions implements SessionLookup {
  private static final Duration HOUR = Duration.ofHours(1);

  private final SessionLookup chunk;
  private final SessionLookup index;
  private final ConcurrentHashMap<Object, List<Issuance>> known = new ConcurrentHashMap<>();

  ChunkSessions(SessionLookup chunk, SessionLookup index) {
    this.chunk = requireNonNull(chunk, "chunk");
    this.index = requireNonNull(index, "index");
  }

  private record OfPrincipal(PrincipalId principal, TimeRange issued) {}

  private record OfAssumedRole(String assumedRole, TimeRange issued) {}

  @Override
  public List<Issuance> withAccessKey(AccessKeyId accessKey) {
    return known.computeIfAbsent(
        accessKey, _ -> both(chunk.withAccessKey(accessKey), index.withAccessKey(accessKey)));
  }

  @Override
  public List<Issuance> ofPrincipal(PrincipalId principal, TimeRange issued) {
    var wider = wholeHours(issued);
    var sessions =
        known.computeIfAbsent(
            new OfPrincipal(principal, wider),
            _ -> both(chunk.ofPrincipal(principal, wider), index.ofPrincipal(principal, wider)));
    return sessions.stream().filter(issuance -> issued.contains(issuance.event().time())).toList();
  }

  /// So that calls of one hour without a creation date ask once, not each for itself.
  private static TimeRange wholeHours(TimeRange range) {
    return Duration.between(range.from(), range.to()).compareTo(HOUR) < 0
        ? range
        : new TimeRange(range.from().truncatedTo(HOURS), range.to().truncatedTo(HOURS).plus(HOUR));
  }

  @Override
  public List<Issuance> ofAssumedRole(String assumedRole, TimeRange issued) {
    return known.computeIfAbsent(
        new OfAssumedRole(assumedRole, issued),
        _ ->
            both(
                chunk.ofAssumedRole(assumedRole, issued),
                index.ofAssumedRole(assumedRole, issued)));
  }

  private static List<Issuance> both(List<Issuance> some, List<Issuance> others) {
    var all = new ArrayList<>(some);
    others.stream().filter(issuance -> !some.contains(issuance)).forEach(all::add);
    return all;
  }
}
