package io.deploytrail.permissions.policy;

import static java.util.stream.Collectors.joining;

import io.deploytrail.permissions.Label;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The needed actions of some operations and roles, with their resources generalized, and what
/// undoes or reads back what these made.
final class NeededActions {
  /// A session changes nothing by itself.
  private static final String ASSUME_ROLE = "sts:AssumeRole";

  private static final Comparator<NeededAction> ORDER =
      Comparator.comparing(NeededAction::action)
          .thenComparing(NeededAction::label)
          .thenComparing(action -> new TreeMap<>(action.conditions()).toString());

  private final StackNeeds needs;
  private final ActionFacts facts;

  NeededActions(StackNeeds needs, ActionFacts facts) {
    this.needs = needs;
    this.facts = facts;
  }

  static List<NeededAction> sorted(Collection<NeededAction> actions) {
    return actions.stream().sorted(ORDER).toList();
  }

  List<NeededAction> of(Collection<NeedOrigin> origins) {
    var actions = new ArrayList<NeededAction>();
    together(origins)
        .forEach((key, seen) -> actions.add(action(key, seen, readingOperations(key, origins))));
    return actions;
  }

  private Map<ActionKey, SeenAction> together(Collection<NeedOrigin> origins) {
    var parts = new TreeMap<ActionKey, List<SeenAction>>();
    for (var origin : origins) {
      needs
          .seen()
          .getOrDefault(origin, Map.of())
          .forEach((key, seen) -> parts.computeIfAbsent(key, _ -> new ArrayList<>()).add(seen));
    }
    var together = new TreeMap<ActionKey, SeenAction>();
    parts.forEach((key, seen) -> together.put(key, SeenAction.together(seen)));
    return together;
  }

  /// The operations that change nothing by their nature, and that used it though it does.
  private List<String> readingOperations(ActionKey key, Collection<NeedOrigin> origins) {
    if (key.label() == Label.REFUSED
        || key.action().equals(ASSUME_ROLE)
        || !facts.isMutation(key.action())) {
      return List.of();
    }
    return origins.stream()
        .filter(origin -> PolicySplit.isReading(origin.operation()))
        .filter(origin -> needs.seen().getOrDefault(origin, Map.of()).containsKey(key))
        .map(NeedOrigin::operation)
        .distinct()
        .sorted()
        .toList();
  }

  private NeededAction action(ActionKey key, SeenAction seen, List<String> readingOperations) {
    var resources = ResourceGeneralization.of(seen.resources(), needs.evidence());
    var reasons = new TreeSet<>(seen.reasons().texts());
    reasons.addAll(resources.reasons());
    if (!readingOperations.isEmpty()) {
      reasons.add("changes something, and was used by " + String.join(", ", readingOperations));
    }
    var exact = new TreeSet<String>();
    var patterns = new TreeSet<String>();
    var areMore = false;
    for (var ofType : seen.resources().values()) {
      areMore |= ofType.exact().areMore() || ofType.patterns().areMore();
      exact.addAll(ofType.exact().texts());
      patterns.addAll(ofType.patterns().texts());
    }
    return new NeededAction(
        key.action(),
        key.label(),
        resources.granted(),
        List.copyOf(exact),
        List.copyOf(patterns),
        areMore,
        key.conditions(),
        List.copyOf(seen.regions().texts()),
        seen.times().count(),
        seen.times().first(),
        seen.times().last(),
        seen.times().example(),
        reasons.isEmpty()
            ? Optional.empty()
            : Optional.of(reasons.stream().collect(joining("; "))));
  }

  /// What undoes and reads back what those used, but for what is present. `calls` is zero, and the
  /// times and the example are of the call that makes it needed.
  List<NeededAction> counterparts(
      Collection<NeedOrigin> origins, Collection<NeededAction> present) {
    var known = new TreeSet<String>();
    present.stream()
        .filter(action -> action.label() != Label.REFUSED)
        .forEach(action -> known.add(action.action()));
    var counterparts = new TreeMap<ActionKey, SeenAction>();
    together(origins)
        .forEach((key, made) -> {
          if (key.label() == Label.USED) {
            for (var need : facts.counterparts(made.asNeed(key))) {
              if (!known.contains(need.action())) {
                counterparts
                    .computeIfAbsent(
                        new ActionKey(need.action(), Label.COUNTERPART, need.conditions()),
                        _ -> new SeenAction())
                    .addCounterpart(need, made);
              }
            }
          }
        });
    var actions = new ArrayList<NeededAction>();
    counterparts.forEach((key, seen) -> actions.add(action(key, seen, List.of())));
    return actions;
  }
}
