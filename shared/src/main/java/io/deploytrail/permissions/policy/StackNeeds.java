package io.deploytrail.permissions.policy;

import io.deploytrail.permissions.CallNeeds;
import io.deploytrail.permissions.Label;
import io.deploytrail.permissions.Need;
import io.deploytrail.permissions.NeededResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the calls of a stack asked IAM for, gathered call by call.
///
/// The same calls give the same needs, in any order, split among any number of gatherings, and
/// however often each comes. Memory grows with the number of actions, and by some bytes with each
/// call and each resource. [StackPolicies] makes policies of it.
public final class StackNeeds {
  private static final String ASSUME_ROLE = "sts:AssumeRole";

  private final Map<NeedOrigin, Map<ActionKey, SeenAction>> seen = new TreeMap<>();
  private final Map<String, SortedSet<String>> callers = new TreeMap<>();
  private final Map<String, Fingerprints> runs = new TreeMap<>();
  private final Map<String, UnknownTimes> unknown = new HashMap<>();
  private final RunEvidence evidence = new RunEvidence();

  private record UnknownTimes(SeenTimes times, BoundedTexts reasons) {
    private UnknownTimes() {
      this(new SeenTimes(), new BoundedTexts(3));
    }
  }

  public void add(StackCall call) {
    var operation = call.operation().orElse("");
    runs.computeIfAbsent(operation, _ -> new Fingerprints()).add(call.run());
    addChain(operation, call);
    switch (call.needs()) {
      case CallNeeds.Needs(var needs) -> {
        var signer = call.roles().isEmpty() ? "" : call.roles().getLast();
        needs.forEach(need -> add(new NeedOrigin(operation, signer), call, call.eventId(), need));
      }
      case CallNeeds.NotMapped(var reason) -> {
        var times = unknown.computeIfAbsent(call.name(), _ -> new UnknownTimes());
        times.times().add(call.eventId(), call.eventId(), call.time());
        times.reasons().add(reason);
      }
      case CallNeeds.NothingAsked _ -> {}
    }
  }

  /// Each role of a chain may assume exactly the next one. It is counted once a run.
  private void addChain(String operation, StackCall call) {
    for (var hop = 1; hop < call.roles().size(); hop++) {
      var next = call.roles().get(hop);
      callers.computeIfAbsent(next, _ -> new TreeSet<>()).add(call.roles().get(hop - 1));
      var need =
          new Need(
              ASSUME_ROLE,
              Label.IMPLIED,
              List.of(new NeededResource(next, next)),
              Map.of(),
              Optional.of("the next role of the chain signed calls; counted in runs"));
      var origin = new NeedOrigin(operation, call.roles().get(hop - 1));
      add(origin, call, call.run(), need);
    }
  }

  private void add(NeedOrigin origin, StackCall call, String countedAs, Need need) {
    seen.computeIfAbsent(origin, _ -> new TreeMap<>())
        .computeIfAbsent(
            new ActionKey(need.action(), need.label(), need.conditions()), _ -> new SeenAction())
        .add(countedAs, call, need);
    for (var resource : need.resources()) {
      if (resource.isExact()) {
        evidence.add(resource.arn(), call.run());
      }
    }
  }

  /// Adds what was gathered elsewhere of the same stack.
  public void addAll(StackNeeds others) {
    others.seen.forEach((origin, actions) -> {
      var ofOrigin = seen.computeIfAbsent(origin, _ -> new TreeMap<>());
      actions.forEach(
          (key, action) -> ofOrigin.computeIfAbsent(key, _ -> new SeenAction()).addAll(action));
    });
    others.runs.forEach((operation, ofOperation) ->
        runs.computeIfAbsent(operation, _ -> new Fingerprints()).addAll(ofOperation));
    others.unknown.forEach((name, times) -> {
      var ofName = unknown.computeIfAbsent(name, _ -> new UnknownTimes());
      ofName.times().addAll(times.times());
      ofName.reasons().addAll(times.reasons());
    });
    others.callers.forEach(
        (role, ofRole) -> callers.computeIfAbsent(role, _ -> new TreeSet<>()).addAll(ofRole));
    evidence.addAll(others.evidence);
  }

  Map<NeedOrigin, Map<ActionKey, SeenAction>> seen() {
    return seen;
  }

  /// The roles that assumed each role of a chain but its first.
  Map<String, SortedSet<String>> callers() {
    return callers;
  }

  RunEvidence evidence() {
    return evidence;
  }

  /// How many runs there were of each operation; of unknown ones under the empty text.
  public Map<String, Integer> runs() {
    var counts = new TreeMap<String, Integer>();
    runs.forEach((operation, ofOperation) -> counts.put(operation, ofOperation.size()));
    return counts;
  }

  /// The calls of which no action is known, by name.
  public List<UnknownCall> unknown() {
    return unknown.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> {
          var times = entry.getValue().times();
          return new UnknownCall(
              entry.getKey(),
              List.copyOf(entry.getValue().reasons().texts()),
              times.count(),
              times.first(),
              times.last(),
              times.example());
        })
        .toList();
  }
}
