package io.deploytrail.attribution;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.Attributor.PossibleOrigin;
import io.deploytrail.attribution.StraightWays.CallerAt;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.pulumi.SessionNames;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Every place from which calls may come: all ways up their chains, through each session that fits
/// and each copy of a cross-account `AssumeRole`.
///
/// No way closes when more becomes known, so a call only gains origins; an index that files it
/// under them relies on that. [ChainWalk] decides which of them is the answer.
///
/// Where a way does not branch, all calls below pass it at once ([StraightWays]): a file may hold a
/// chain of thousands of sessions with calls of each. Thread-safe if the index is; what becomes
/// known meanwhile may not show.
final class EveryWayUp {
  private final SessionLookup index;
  private final SessionNames names;
  private final RootRules roots;
  private final StraightWays straight;

  EveryWayUp(SessionLookup index, SessionNames names, RootRules roots) {
    this.index = requireNonNull(index, "index");
    this.names = requireNonNull(names, "names");
    this.roots = requireNonNull(roots, "roots");
    this.straight = new StraightWays(index, names);
  }

  List<PossibleOrigin> of(Call call) {
    return new Climb().of(call);
  }

  /// Who is to be asked for next, and whether a name below presents itself.
  private record WayStep(CallerAt at, boolean presentsItself) {}

  /// All ways up from one call.
  private final class Climb {
    private final ArrayDeque<WayStep> open = new ArrayDeque<>();
    private final Set<WayStep> reached = new HashSet<>();
    private final Set<Link> known = new HashSet<>();
    private final List<PossibleOrigin> origins = new ArrayList<>();

    List<PossibleOrigin> of(Call call) {
      var time = call.event().time();
      var strength = IssuanceCopies.strength(call.caller());
      Stream.concat(
              Stream.of(call.caller()),
              call.issued().stream()
                  .filter(_ -> strength == 0)
                  .flatMap(issued -> straight.copies(call.event(), issued))
                  .map(Link::caller)
                  .filter(caller -> IssuanceCopies.strength(caller) > 0))
          .distinct()
          .forEach(caller -> open.add(new WayStep(new CallerAt(caller, time), false)));
      while (!open.isEmpty()) {
        var step = open.pop();
        var passed = straight.from(step.at());
        passed
            .end()
            .map(end -> new WayStep(end, step.presentsItself() || passed.presentsItself()))
            .filter(reached::add)
            .ifPresent(this::up);
      }
      return List.copyOf(origins);
    }

    private void up(WayStep step) {
      var caller = step.at().caller();
      var sessions = Tie.possible(caller, step.at().time(), index);
      // What the record says by itself is the answer too where a chain turns out to begin
      // otherwise.
      if (sessions.isEmpty() || caller.federatedProvider().isPresent()) {
        add(step, roots.ofMissing(caller));
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
      Stream.concat(Stream.of(link), straight.copies(link.event(), link.session()))
          .filter(known::add)
          .map(copy -> new WayStep(CallerAt.above(copy), presentsItself))
          .forEach(open::add);
    }

    private void add(WayStep step, Origin origin) {
      var shown =
          step.presentsItself() && origin.verdict() == Verdict.NONE
              ? origin.presentingItself("a session on the way presents itself as a deployment")
              : origin;
      origins.add(new PossibleOrigin(step.at().caller(), shown));
    }
  }
}
