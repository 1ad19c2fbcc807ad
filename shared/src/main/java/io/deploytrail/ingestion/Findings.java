package io.deploytrail.ingestion;

import io.deploytrail.calls.CallIndex.RootedCall;
import io.deploytrail.calls.RootSession;
import io.deploytrail.calls.SessionReads;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.PrincipalId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a chunk turned out to hold of Pulumi-rooted sessions.
final class Findings {
  private final boolean readsOneByOne;
  private final List<Fact> links = new ArrayList<>();
  private final List<IssuedSession> issued = new ArrayList<>();
  private final List<RootedCall> calls = new ArrayList<>();
  private final Map<Reader, Actions> reads = new HashMap<>();

  Findings(boolean readsOneByOne) {
    this.readsOneByOne = readsOneByOne;
  }

  private record Reader(RootSession root, PrincipalId principal, Optional<Instant> created) {}

  private static final class Actions {
    private final Set<String> all = new TreeSet<>();
    private Instant last = Instant.MIN;
  }

  /// What a session of that root read, and when for the last time.
  record Read(RootSession root, SessionReads reads, Instant last) {}

  /// A link that is written but not Pulumi-rooted.
  void link(Link link) {
    links.add(link);
  }

  /// A session whose calls are Pulumi-rooted.
  void issued(Issuance issuance) {
    issued.add(IssuedSession.of(issuance));
  }

  /// A call of Pulumi-rooted sessions.
  void call(Activity activity, Set<RootSession> roots) {
    activity
        .call()
        .link()
        .ifPresent(link -> {
          link(link);
          issued(link);
        });
    for (var root : roots) {
      if (readsOneByOne || activity.standsOut()) {
        calls.add(new RootedCall(root, activity));
      } else {
        read(root, activity);
      }
    }
  }

  private void read(RootSession root, Activity activity) {
    var caller = activity.call().caller();
    if (caller.principal().isEmpty() || activity.event().action().isEmpty()) {
      return;
    }
    var reader = new Reader(root, caller.principal().get(), caller.sessionCreated());
    var actions = reads.computeIfAbsent(reader, _ -> new Actions());
    actions.all.add(activity.event().action().get());
    var time = activity.event().time();
    actions.last = time.isAfter(actions.last) ? time : actions.last;
  }

  List<Fact> links() {
    return links;
  }

  List<IssuedSession> issued() {
    return issued.stream().distinct().toList();
  }

  List<RootedCall> calls() {
    return calls;
  }

  List<Read> reads() {
    return reads.entrySet().stream()
        .map(entry -> {
          var reader = entry.getKey();
          var actions = entry.getValue();
          return new Read(
              reader.root(),
              new SessionReads(reader.principal(), reader.created(), actions.all),
              actions.last);
        })
        .toList();
  }
}
