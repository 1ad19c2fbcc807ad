package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.IssuanceCopies;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.attribution.TimeRange;
import io.deploytrail.aws.Concurrently;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.Session;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;

/// The sessions that were bought with a session, as the index knows them: one request each.
///
/// The attributor asks for their callers' sessions, so it has to remember what it has read: that is
/// one request more for each session that bought one.
record SessionTree(SessionIndex index, Attributor attributor) {
  /// So many of a root's sessions are followed, lest one of them stall a whole page.
  static final int MOST_SESSIONS = 100;

  SessionTree {
    requireNonNull(index, "index");
    requireNonNull(attributor, "attributor");
  }

  /// The same of all of these together.
  BoughtSessions below(List<? extends Issuance> tops) {
    var bought = Concurrently.map(tops, this::below);
    return new BoughtSessions(
        bought.stream().flatMap(each -> each.all().stream()).distinct().toList(),
        bought.stream().anyMatch(BoughtSessions::areMore));
  }

  /// The session and those that were bought with it, directly or through others, the nearest and
  /// oldest first.
  BoughtSessions below(Issuance top) {
    var all = new LinkedHashSet<Issuance>();
    var open = new ArrayDeque<Issuance>();
    all.add(top);
    open.add(top);
    while (!open.isEmpty()) {
      var parent = open.pop();
      for (var link : boughtBy(parent.session())) {
        if (all.contains(link) || !isBoughtWith(parent.session(), link)) {
          continue;
        }
        if (all.size() == MOST_SESSIONS) {
          return new BoughtSessions(List.copyOf(all), true);
        }
        all.add(link);
        open.add(link);
      }
    }
    return new BoughtSessions(List.copyOf(all), false);
  }

  private List<Issuance> boughtBy(Session parent) {
    var valid = new TimeRange(parent.issuedAt(), parent.expiresAt());
    return IssuanceCopies.in(index.boughtBy(parent.principal(), valid)).stream()
        .map(IssuanceCopies::issuance)
        .toList();
  }

  /// Sessions of one principal may run at the same time: only the chain says with which of them a
  /// session was bought.
  private boolean isBoughtWith(Session parent, Issuance link) {
    var chain = attributor.origin(link).chain();
    return chain.size() > 1
        && chain.get(1).session().equals(parent)
        && chain.getFirst().event().equals(link.event());
  }
}
