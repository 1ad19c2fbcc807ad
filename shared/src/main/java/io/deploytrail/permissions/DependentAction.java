package io.deploytrail.permissions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.permissions.ServiceAction.ActionType;
import io.deploytrail.resources.CallArns;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// An action that another one may ask for, in one call.
///
/// `isBound` says whether it opens no more than that call: it only lists, or the call names its
/// resources, or a condition binds it.
record DependentAction(ActionResources resources, Map<String, String> conditions, boolean isBound) {
  private static final String CREATE_ACTION = "ec2:CreateAction";
  private static final String LINKED_ROLE = "iam:CreateServiceLinkedRole";
  private static final String LINKED_ROLES = "aws-service-role/*";

  DependentAction {
    requireNonNull(resources, "resources");
    conditions = Map.copyOf(conditions);
  }

  /// That of `action`, in that call.
  static DependentAction of(ServiceAction action, ServiceAction dependent, CallArns arns) {
    if (dependent.id().equals(LINKED_ROLE)) {
      return new DependentAction(linkedRole(arns), Map.of(), true);
    }
    var made = Making.of(action);
    var resources = ActionResources.of(dependent, types(action, dependent, made), arns, made);
    // "Control access to tags on creation": EC2 alone says in a key which call tags.
    if (dependent.level() == AccessLevel.TAGGING
        && dependent.conditionKeys().contains(CREATE_ACTION)) {
      return new DependentAction(resources, Map.of(CREATE_ACTION, action.name()), true);
    }
    return new DependentAction(
        resources,
        Map.of(),
        dependent.level() == AccessLevel.LIST || isBound(dependent, resources));
  }

  private static boolean isBound(ServiceAction dependent, ActionResources resources) {
    return dependent.types().isEmpty() ? dependent.level().isReading() : resources.isNamed();
  }

  /// Of what changes something: the types that the call makes, else those that its own action has
  /// too; other resources stand in the call for other reasons.
  private static List<ActionType> types(
      ServiceAction action, ServiceAction dependent, Making made) {
    if (dependent.level().isReading()) {
      return dependent.types();
    }
    for (Predicate<ActionType> isMeant :
        List.<Predicate<ActionType>>of(
            type -> made.isMade(type.name()), type -> has(action, dependent, type))) {
      var types = dependent.types().stream().filter(isMeant).toList();
      if (!types.isEmpty()) {
        return types;
      }
    }
    return dependent.types();
  }

  private static boolean has(ServiceAction action, ServiceAction dependent, ActionType type) {
    return action.service().equals(dependent.service())
        && action.types().stream().anyMatch(each -> each.name().equals(type.name()));
  }

  /// Service-linked roles stand under a path of their own, and a service makes its own only.
  private static ActionResources linkedRole(CallArns arns) {
    var pattern = arns.of("iam", "role", false).arns().getFirst().pattern();
    var linked = pattern.substring(0, pattern.length() - 1) + LINKED_ROLES;
    return new ActionResources(
        List.of(new NeededResource(linked, pattern)),
        true,
        Optional.of("only the first call in an account makes the role"));
  }
}
