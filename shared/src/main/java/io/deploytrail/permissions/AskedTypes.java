package io.deploytrail.permissions;

import io.deploytrail.permissions.ServiceAction.ActionType;
import io.deploytrail.resources.TypeArns;
import io.deploytrail.resources.TypeArns.Extent;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which types of an action a call was asked for, by what it means of each.
///
/// The reference marks a type as required where every call needs one, but marks alternatives as
/// well: listeners of each kind of load balancer, and whatever can bear tags.
record AskedTypes(ServiceAction action, Map<ActionType, TypeArns> meant) {
  /// The required ones, and those that are named; none if there are no such.
  Map<ActionType, TypeArns> asked() {
    var isOneWhole = meant.values().stream().anyMatch(AskedTypes::isWhole);
    var asked = new LinkedHashMap<ActionType, TypeArns>();
    meant.forEach((type, arns) -> {
      var isNamed = arns.isNamed() && (type.isRequired() || isWhole(arns) || !isOneWhole);
      if (isNamed || (type.isRequired() && !hasNamedAlternative(type))) {
        asked.put(type, arns);
      }
    });
    return asked;
  }

  /// A name that says all of one type's ARN is not a part of another's.
  private static boolean isWhole(TypeArns arns) {
    return arns.isNamed() && (arns.extent() == Extent.WHOLE || arns.extent() == Extent.MADE);
  }

  private boolean hasNamedAlternative(ActionType type) {
    var isOfTags = action.level() == AccessLevel.TAGGING || action.name().contains("Tags");
    return meant.entrySet().stream()
        .filter(entry -> entry.getValue().isNamed())
        .anyMatch(entry -> isOfTags || kind(entry.getKey()).equals(kind(type)));
  }

  /// `listener` of `listener/app`.
  private static String kind(ActionType type) {
    var slash = type.name().indexOf('/');
    return slash < 0 ? type.name() : type.name().substring(0, slash);
  }
}
