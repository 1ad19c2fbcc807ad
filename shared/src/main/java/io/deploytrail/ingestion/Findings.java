package io.deploytrail.ingestion;

import io.deploytrail.calls.CallIndex.RootedCall;
import io.deploytrail.calls.ReadActions;
import io.deploytrail.calls.RootSession;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a chunk turned out to hold of Pulumi-rooted sessions.
final class Findings {
  private final boolean readsOneByOne;
  private final List<Link> links = new ArrayList<>();
  private final List<IssuedSession> issued = new ArrayList<>();
  private final List<RootedCall> calls = new ArrayList<>();
  private final Map<RootSession, ReadActions> reads = new HashMap<>();

  Findings(boolean readsOneByOne) {
    this.readsOneByOne = readsOneByOne;
  }

  /// Adds a link. Who writes it requests its calls, which may buy sessions in their turn.
  void link(Link link) {
    links.add(link);
  }

  /// Requests a session's calls.
  void issued(Issuance issuance) {
    issued.add(IssuedSession.of(issuance));
  }

  /// A call of Pulumi-rooted sessions.
  void call(Activity activity, Set<RootSession> roots) {
    activity.call().link().ifPresent(this::link);
    for (var root : roots) {
      // The set of what was read names its sessions by their principal ids.
      if (readsOneByOne || activity.standsOut() || activity.call().caller().principal().isEmpty()) {
        calls.add(new RootedCall(root, activity));
      } else {
        reads.computeIfAbsent(root, _ -> new ReadActions()).add(activity.call());
      }
    }
  }

  List<Link> links() {
    return links;
  }

  /// The sessions whose calls are requested, but for those that are like one of `wanted`.
  List<IssuedSession> issued(List<IssuedSession> wanted) {
    return issued.stream()
        .filter(session -> wanted.stream().noneMatch(session::isLike))
        .distinct()
        .toList();
  }

  List<RootedCall> calls() {
    return calls;
  }

  /// What was only read, by root session.
  Map<RootSession, ReadActions> reads() {
    return reads;
  }
}
