package io.deploytrail.attribution;

import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.PrincipalId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the rules ask for: the issuances that may be of a call's session.
///
/// Lists are whole: copies of one issuance, its corrections and reuses of its key are all returned.
public interface SessionLookup {
  /// The issuances of that key, reuses and copies included, oldest first; strongly consistent.
  List<Issuance> withAccessKey(AccessKeyId accessKey);

  /// The sessions of that principal issued in that range, oldest first.
  List<Issuance> ofPrincipal(PrincipalId principal, TimeRange issued);

  /// The sessions of that assumed-role ARN issued in that range, oldest first.
  List<Issuance> ofAssumedRole(String assumedRole, TimeRange issued);

  /// Who may state each of those claims; one request for up to a hundred of them. A claim that
  /// nobody states may be left out.
  Map<Claim, Claimants> claimants(Set<Claim> claims);
}
