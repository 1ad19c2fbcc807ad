package io.deploytrail.attribution;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.Session;
import io.deploytrail.pulumi.SessionNames;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Every place from which a call may come: all ways up its chain, through each session that fits
/// and each copy of a cross-account `AssumeRole`.
///
/// No way closes when more becomes known, so a call only gains origins; an index that files it
/// under them relies on that. [ChainWalk] decides which of them is the answer.
final class EveryWayUp {
  private final SessionLookup index;
  private final SessionNames names;
  private final RootRules roots;
  private final ArrayDeque<WayStep> open = new ArrayDeque<>();
  private final Set<Link> known = new HashSet<>();
  private final List<PossibleOrigin> origins = new ArrayList<>();

  EveryWayUp(SessionLookup index, SessionNames names, RootRules roots) {
    this.index = requireNonNull(index, "index");
    this.names = requireNonNull(names, "names");
    this.roots = requireNonNull(roots, "roots");
  }

  /// Who is to be asked for next, and whether a name below presents itself.
  private record WayStep(Caller caller, Instant time, boolean presentsItself) {}

  List<PossibleOrigin> of(Call call) {
    var time = call.event().time();
    var strength = IssuanceCopies.strength(call.caller());
    Stream.concat(
            Stream.of(call.caller()),
            call.issued().stream()
                .filter(_ -> strength == 0)
                .flatMap(issued -> copies(call.event(), issued))
                .map(Link::caller)
                .filter(caller -> IssuanceCopies.strength(caller) > 0))
        .distinct()
        .forEach(caller -> open.add(new WayStep(caller, time, false)));
    while (!open.isEmpty()) {
      up(open.pop());
    }
    return List.copyOf(origins);
  }

  private void up(WayStep step) {
    var sessions = Tie.possible(step.caller(), step.time(), index);
    // What the record says by itself is the answer too where a chain turns out to begin otherwise.
    if (sessions.isEmpty() || step.caller().federatedProvider().isPresent()) {
      add(step, roots.ofMissing(step.caller()));
    }
    for (var session : sessions) {
      switch (session) {
        case Root root -> add(step, roots.of(root, index).of(root));
        case Link link -> through(link, step);
      }
    }
  }

  private void through(Link link, WayStep step) {
    var presentsItself = step.presentsItself() || names.presentsItself(link.session().name());
    Stream.concat(Stream.of(link), copies(link.event(), link.session()))
        .filter(known::add)
        .map(copy -> new WayStep(copy.caller(), copy.event().time(), presentsItself))
        .forEach(open::add);
  }

  private Stream<Link> copies(Event event, Session session) {
    return IssuanceCopies.copiesOf(event, session, index.withAccessKey(session.accessKey()))
        .stream()
        .flatMap(known -> known.copies().stream())
        .flatMap(EveryWayUp::link);
  }

  private static Stream<Link> link(Issuance issuance) {
    return issuance instanceof Link link ? Stream.of(link) : Stream.empty();
  }

  private void add(WayStep step, Origin origin) {
    var presented =
        step.presentsItself() && origin.verdict() == Verdict.NONE
            ? origin.presentingItself("a session on the way presents itself as a deployment")
            : origin;
    origins.add(new PossibleOrigin(step.caller(), presented));
  }
}
