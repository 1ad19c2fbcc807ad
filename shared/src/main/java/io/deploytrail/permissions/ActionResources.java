package io.deploytrail.permissions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.permissions.ServiceAction.ActionType;
import io.deploytrail.resources.CallArns;
import io.deploytrail.resources.TypeArns;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The resources that one action was asked for, as far as the call names them.
///
/// `isNamed` says whether the call names any of a type of the action, or the action knows no types.
record ActionResources(List<NeededResource> resources, boolean isNamed, Optional<String> reason) {
  private static final NeededResource ANY = new NeededResource("*", "*");

  /// More patterns of types that a call does not name say no more than a star.
  private static final int MOST_TYPES = 10;

  ActionResources {
    resources = List.copyOf(resources);
    requireNonNull(reason, "reason");
  }

  /// Those of that action in that call; `made` says what the call makes.
  static ActionResources of(ServiceAction action, CallArns call, Making made) {
    return of(action, action.types(), call, made);
  }

  /// Those of some of the action's types.
  static ActionResources of(
      ServiceAction action, List<ActionType> types, CallArns call, Making made) {
    if (types.isEmpty()) {
      return new ActionResources(List.of(ANY), true, Optional.empty());
    }
    var meant = new LinkedHashMap<ActionType, TypeArns>();
    for (var type : types) {
      meant.put(type, call.of(action.service(), type.name(), made.isMade(type.name())));
    }
    var isNamed = meant.values().stream().anyMatch(TypeArns::isNamed);
    var asked = new AskedTypes(action, meant).asked();
    if (asked.isEmpty() && action.level().isReading()) {
      return new ActionResources(
          List.of(ANY), false, Optional.of("the call names no resource, and reads of all"));
    }
    if (asked.isEmpty() && types.size() > MOST_TYPES) {
      return new ActionResources(
          List.of(ANY),
          false,
          Optional.of("the call names none of the " + types.size() + " types of resources"));
    }
    return of(asked.isEmpty() ? meant : asked, isNamed);
  }

  /// The patterns of its types, of a resource that the call leaves open.
  static ActionResources open(ServiceAction action, CallArns callWithoutNames) {
    var meant = new LinkedHashMap<ActionType, TypeArns>();
    for (var type : action.types()) {
      meant.put(type, callWithoutNames.of(action.service(), type.name(), false));
    }
    return of(meant, false);
  }

  private static ActionResources of(Map<ActionType, TypeArns> asked, boolean isNamed) {
    var resources = new LinkedHashSet<NeededResource>();
    var reasons = new LinkedHashSet<String>();
    asked.forEach((type, meant) -> {
      meant.arns().forEach(each -> resources.add(new NeededResource(each.arn(), each.pattern())));
      reason(type, meant).ifPresent(reasons::add);
    });
    return new ActionResources(List.copyOf(resources), isNamed, joined(reasons));
  }

  private static Optional<String> reason(ActionType type, TypeArns meant) {
    return switch (meant.extent()) {
      case WHOLE -> Optional.empty();
      case PART -> Optional.of("the call says only a part of the ARN of a " + type.name());
      case MADE -> Optional.of("AWS chooses the id of the " + type.name() + " that the call makes");
      case HOSTILE ->
          Optional.of("a name in the call would read as a pattern in place of a " + type.name());
      case TYPE -> Optional.of("the call names no " + type.name());
    };
  }

  static Optional<String> joined(Iterable<String> reasons) {
    var text = String.join("; ", reasons);
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
