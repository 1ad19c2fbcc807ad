package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.IssuanceCopies;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.attribution.TimeRange;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.Session;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;

/// The sessions that were bought with a root session, as the index knows them: one request each.
record SessionTree(SessionIndex index, Attributor attributor) {
  SessionTree {
    requireNonNull(index, "index");
    requireNonNull(attributor, "attributor");
  }

  /// The session and all that were bought with it, directly or through others.
  List<Issuance> below(Root root) {
    var all = new LinkedHashSet<Issuance>();
    var open = new ArrayDeque<Issuance>(List.of(root));
    while (!open.isEmpty()) {
      var parent = open.pop();
      if (!all.add(parent)) {
        continue;
      }
      var valid = new TimeRange(parent.session().issuedAt(), parent.session().expiresAt());
      IssuanceCopies.in(index.boughtBy(parent.session().principal(), valid)).stream()
          .map(IssuanceCopies::issuance)
          .filter(link -> isBoughtWith(parent.session(), link))
          .forEach(open::push);
    }
    return List.copyOf(all);
  }

  /// Sessions of one principal may run at the same time: only the chain tells with which of them a
  /// session was bought.
  private boolean isBoughtWith(Session parent, Issuance link) {
    var chain = attributor.origin(link).chain();
    return chain.size() > 1
        && chain.get(1).session().equals(parent)
        && chain.getFirst().event().equals(link.event());
  }
}
