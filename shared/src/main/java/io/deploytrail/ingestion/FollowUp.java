package io.deploytrail.ingestion;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/// Work that the reading of one object leaves behind, so that the order in which objects come does
/// not matter.
///
/// `hops` counts the links of a chain that led here.
public sealed interface FollowUp {
  int hops();

  /// Calls of these sessions may stand in objects that were read before their issuance was known:
  /// all but `except`, which held the issuances.
  record Callers(List<IssuedSession> sessions, Optional<LogObject> except, int hops)
      implements FollowUp {
    public Callers {
      sessions = List.copyOf(sessions);
      requireNonNull(except, "except");
    }
  }

  /// Calls of these sessions stand in that object.
  record Reread(LogObject object, List<IssuedSession> sessions, int hops) implements FollowUp {
    public Reread {
      requireNonNull(object, "object");
      sessions = List.copyOf(sessions);
    }
  }
}
