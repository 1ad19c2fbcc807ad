package io.deploytrail.ingestion;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.aws.Concurrently;
import io.deploytrail.calls.CallIndex;
import io.deploytrail.cloudtrail.glance.Glance;
import io.deploytrail.cloudtrail.log.LogReader;
import io.deploytrail.cloudtrail.reader.RecordReader;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Takes a trail's log files in, whatever the order in which they come, and however often.
///
/// What is written only ever grows with what is known, and is written again as it is. A call whose
/// issuance comes later is found through its [Sightings]: each new session has the objects read
/// again in which it was seen. docs/decisions/late-issuances.md argues this and says what it costs.
/// Thread-safe.
public final class LogIngestion {
  /// A chain longer than this can only be forged.
  private static final int MOST_HOPS = 100;

  final SessionIndex sessions;
  final CallIndex calls;
  final Sightings sightings;
  final FollowUps followUps;
  final Selection selection;
  final boolean readsOneByOne;
  final RecordReader records = new RecordReader();
  private final LogReader reader = new LogReader(records);

  /// `readsOneByOne` has each reading call indexed by itself, not only the set of a session's
  /// actions.
  public LogIngestion(
      SessionIndex sessions,
      CallIndex calls,
      Sightings sightings,
      FollowUps followUps,
      Selection selection,
      boolean readsOneByOne) {
    this.sessions = requireNonNull(sessions, "sessions");
    this.calls = requireNonNull(calls, "calls");
    this.sightings = requireNonNull(sightings, "sightings");
    this.followUps = requireNonNull(followUps, "followUps");
    this.selection = requireNonNull(selection, "selection");
    this.readsOneByOne = readsOneByOne;
  }

  /// Takes an object in; does not close the stream. Failed requests propagate, and the object can
  /// be taken in again.
  public Report ingest(LogObject object, InputStream content) {
    var reading = new ObjectReading(this, object, List.of(), 0);
    reader.read(content, new Glance(), reading);
    return reading.finish();
  }

  /// Takes in what those sessions did in an object.
  public Report reread(FollowUp.Reread reread, InputStream content) {
    var reading = new ObjectReading(this, reread.object(), reread.sessions(), reread.hops());
    reader.read(content, new Glance(), reading);
    return reading.finish();
  }

  /// Finds the objects in which those sessions were seen, and leaves each to be read again; says
  /// how many.
  public int find(FollowUp.Callers callers) {
    var places = Concurrently.map(callers.sessions(), sightings::of);
    var seen = new LinkedHashMap<LogObject, List<IssuedSession>>();
    for (var number = 0; number < places.size(); number++) {
      for (var object : places.get(number)) {
        if (!callers.except().equals(Optional.of(object))) {
          seen.computeIfAbsent(object, _ -> new ArrayList<>()).add(callers.sessions().get(number));
        }
      }
    }
    seen.forEach(
        (object, sessions) -> followUps.add(new FollowUp.Reread(object, sessions, callers.hops())));
    return seen.size();
  }

  void followUp(List<IssuedSession> issued, Optional<LogObject> except, int hops) {
    if (issued.isEmpty()) {
      return;
    }
    if (hops >= MOST_HOPS) {
      throw new EndlessChainException(
          "a role chain of more than "
              + MOST_HOPS
              + " sessions ends at "
              + issued.getFirst().principal());
    }
    followUps.add(new FollowUp.Callers(issued, except, hops + 1));
  }
}
