package io.deploytrail.ingestion;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.CachedSessions;
import io.deploytrail.attribution.SessionLookup;
import io.deploytrail.attribution.Warning;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Root;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Which roots, just written, state an id or a version that is not theirs: a line each for a log.
/// They are counted for an alarm as [Metric#REUSED_NAMES].
///
/// A root that states nothing costs no request; the claims of the others are one.
public final class ReusedNames {
  private static final EnumSet<Warning> REUSED =
      EnumSet.of(Warning.ID_REUSED, Warning.VERSION_REUSED);

  private ReusedNames() {}

  /// Those among the facts. `rules` makes the rules of attribution over the sessions that are
  /// known.
  public static List<String> in(
      Collection<? extends Fact> facts,
      SessionLookup known,
      Function<SessionLookup, Attributor> rules) {
    var sessions = new CachedSessions(known);
    var attributor = rules.apply(sessions);
    var stating =
        facts.stream()
            .flatMap(fact -> fact instanceof Root root ? Stream.of(root) : Stream.<Root>empty())
            .filter(root -> !attributor.claims(root).isEmpty())
            .toList();
    if (stating.isEmpty()) {
      return List.of();
    }
    sessions.claimants(
        stating.stream().flatMap(root -> attributor.claims(root).stream()).collect(toSet()));
    return stating.stream().flatMap(root -> line(root, attributor)).toList();
  }

  private static Stream<String> line(Root root, Attributor attributor) {
    var origin = attributor.origin(root);
    var reused = origin.warnings().stream().filter(REUSED::contains).sorted().toList();
    return reused.isEmpty()
        ? Stream.empty()
        : Stream.of(
            "%s: event %s, %s"
                .formatted(
                    reused.stream().map(Warning::name).collect(joining(", ")),
                    root.event().id(),
                    String.join("; ", origin.evidence())));
  }
}
