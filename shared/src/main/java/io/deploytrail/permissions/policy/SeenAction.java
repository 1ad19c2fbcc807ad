package io.deploytrail.permissions.policy;

import io.deploytrail.permissions.Need;
import io.deploytrail.permissions.NeededResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// All calls that asked for one action: when, in which Regions, and for which resources by the
/// pattern of their type.
final class SeenAction {
  private static final int MOST_REASONS = 3;
  private static final int MOST_REGIONS = 50;

  private final SeenTimes times = new SeenTimes();
  private final BoundedTexts regions = new BoundedTexts(MOST_REGIONS);
  private final BoundedTexts reasons = new BoundedTexts(MOST_REASONS);
  private final Map<String, SeenResources> resources = new TreeMap<>();

  static SeenAction together(List<SeenAction> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    var all = new SeenAction();
    parts.forEach(all::addAll);
    return all;
  }

  /// `countedAs` tells what is counted once.
  void add(String countedAs, StackCall call, Need need) {
    times.add(countedAs, call.eventId(), call.time());
    regions.add(call.region());
    add(need);
  }

  /// A need that no call asked for, but that goes with what calls did.
  void addCounterpart(Need need, SeenAction made) {
    times.spread(made.times);
    regions.addAll(made.regions);
    add(need);
  }

  private void add(Need need) {
    need.reason().ifPresent(reasons::add);
    for (var resource : need.resources()) {
      resources.computeIfAbsent(resource.pattern(), _ -> new SeenResources()).add(resource);
    }
  }

  void addAll(SeenAction others) {
    times.addAll(others.times);
    regions.addAll(others.regions);
    reasons.addAll(others.reasons);
    others.resources.forEach((pattern, seen) ->
        resources.computeIfAbsent(pattern, _ -> new SeenResources()).addAll(seen));
  }

  /// What was seen as one need.
  Need asNeed(ActionKey key) {
    var needed = new ArrayList<NeededResource>();
    resources.forEach((pattern, ofType) -> needed.addAll(ofType.all(pattern)));
    return new Need(key.action(), key.label(), needed, key.conditions(), Optional.empty());
  }

  SeenTimes times() {
    return times;
  }

  BoundedTexts regions() {
    return regions;
  }

  BoundedTexts reasons() {
    return reasons;
  }

  Map<String, SeenResources> resources() {
    return resources;
  }
}
