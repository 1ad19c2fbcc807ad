package io.deploytrail.attribution;

import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.SessionFact;
import io.deploytrail.pulumi.StackName;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The issuances and denied attempts that are known: facts in, no joins; the rules join what they
/// read.
///
/// Adding the same fact again changes nothing, and neither the order of additions nor their split
/// shows in any answer. Lists without a page are whole. Copies of one issuance, its corrections and
/// reuses of its key are all returned. Expired facts never are. A failed request propagates as the
/// store's own exception.
public interface SessionIndex extends SessionLookup, TrustHistory {
  /// Adds a fact, or writes it again as it is; false if it has expired, and is not kept.
  boolean add(Fact fact);

  /// The sessions that a session of that principal bought in that range, oldest first.
  List<Issuance> boughtBy(PrincipalId caller, TimeRange issued);

  /// The issuance or denied attempt that is the record with that event id.
  Optional<SessionFact> ofEvent(String eventId);

  /// The root sessions whose name holds that UUID (any case), newest first.
  Page<Root> withUuid(String uuid, PageRequest page);

  /// The root sessions whose signed subject names that stack, newest first.
  Page<Root> ofStack(StackName stack, TimeRange issued, PageRequest page);

  /// The root sessions of that stack whose name says that version, newest first.
  Page<Root> ofStackVersion(StackName stack, String version, PageRequest page);

  /// The root sessions issued on that day (UTC), newest first; of one organization's subjects if it
  /// is not empty.
  Page<Root> ofDay(LocalDate day, String organization, PageRequest page);

  /// The attempts denied on that day (UTC), newest first; of one organization's subjects if it is
  /// not empty.
  Page<DeniedAttempt> deniedOn(LocalDate day, String organization, PageRequest page);
}
