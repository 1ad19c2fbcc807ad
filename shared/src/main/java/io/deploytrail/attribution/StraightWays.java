package io.deploytrail.attribution;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.Session;
import io.deploytrail.pulumi.SessionNames;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The parts of ways up a chain on which there is but one to go, each passed once: where one
/// session fits, which is a link without other copies, and the caller's record names no provider.
///
/// Thread-safe if the index is.
final class StraightWays {
  private final SessionLookup index;
  private final SessionNames names;
  private final Map<CallerAt, PassedWay> passed = new ConcurrentHashMap<>();

  StraightWays(SessionLookup index, SessionNames names) {
    this.index = requireNonNull(index, "index");
    this.names = requireNonNull(names, "names");
  }

  /// Who made a call, and when.
  record CallerAt(Caller caller, Instant time) {
    /// Who bought that session.
    static CallerAt above(Link link) {
      return new CallerAt(link.caller(), link.event().time());
    }
  }

  /// Where a straight way ends, which may be where it begins, and nowhere if it runs in a circle;
  /// and whether the name of a session on it presents itself.
  record PassedWay(Optional<CallerAt> end, boolean presentsItself) {}

  private record StraightHop(CallerAt from, Link link) {}

  PassedWay from(CallerAt start) {
    var way = new ArrayDeque<StraightHop>();
    var seen = new HashSet<CallerAt>();
    var at = start;
    while (!passed.containsKey(at) && seen.add(at)) {
      var next = onlyLink(at);
      if (next.isEmpty()) {
        passed.put(at, new PassedWay(Optional.of(at), false));
      } else {
        way.push(new StraightHop(at, next.get()));
        at = CallerAt.above(next.get());
      }
    }
    var above = passed.getOrDefault(at, new PassedWay(Optional.empty(), false));
    for (var hop : way) {
      var presentsItself =
          above.presentsItself() || names.presentsItself(hop.link().session().name());
      above = new PassedWay(above.end(), presentsItself);
      passed.put(hop.from(), above);
    }
    return above;
  }

  private Optional<Link> onlyLink(CallerAt at) {
    if (at.caller().federatedProvider().isPresent()) {
      return Optional.empty();
    }
    var sessions = Tie.possible(at.caller(), at.time(), index);
    return sessions.size() == 1
            && sessions.getFirst() instanceof Link link
            && copies(link.event(), link.session()).allMatch(link::equals)
        ? Optional.of(link)
        : Optional.empty();
  }

  /// The links among the copies of that issuance.
  Stream<Link> copies(Event event, Session session) {
    return IssuanceCopies.copiesOf(event, session, index.withAccessKey(session.accessKey()))
        .stream()
        .flatMap(known -> known.copies().stream())
        .flatMap(StraightWays::link);
  }

  private static Stream<Link> link(Issuance issuance) {
    return issuance instanceof Link link ? Stream.of(link) : Stream.empty();
  }
}
