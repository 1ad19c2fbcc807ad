package io.deploytrail.ingestion;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.Claim;
import io.deploytrail.attribution.Claimants;
import io.deploytrail.attribution.SessionLookup;
import io.deploytrail.attribution.TimeRange;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.PrincipalId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The sessions of a chunk of a file, together with those of the index.
record ChunkSessions(SessionLookup chunk, SessionLookup index) implements SessionLookup {
  ChunkSessions {
    requireNonNull(chunk, "chunk");
    requireNonNull(index, "index");
  }

  @Override
  public List<Issuance> withAccessKey(AccessKeyId accessKey) {
    return both(chunk.withAccessKey(accessKey), index.withAccessKey(accessKey));
  }

  @Override
  public List<Issuance> ofPrincipal(PrincipalId principal, TimeRange issued) {
    return both(chunk.ofPrincipal(principal, issued), index.ofPrincipal(principal, issued));
  }

  @Override
  public List<Issuance> ofAssumedRole(String assumedRole, TimeRange issued) {
    return both(chunk.ofAssumedRole(assumedRole, issued), index.ofAssumedRole(assumedRole, issued));
  }

  /// None: whose an id is does not change whether a call matters.
  @Override
  public Map<Claim, Claimants> claimants(Set<Claim> claims) {
    return Map.of();
  }

  private static List<Issuance> both(List<Issuance> some, List<Issuance> others) {
    var all = new ArrayList<>(some);
    others.stream().filter(issuance -> !some.contains(issuance)).forEach(all::add);
    return all;
  }
}
