package io.deploytrail.permissions;

import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.permissions.ServiceAction.ActionType;
import io.deploytrail.resources.CallArns;
import io.deploytrail.resources.NamingCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The needs of one call whose actions are known: those of its own, and what IAM asks for beside
/// them.
final class NeedsOfCall {
  private static final String KEYS = "kms";
  private static final Set<String> KEY_TYPES = Set.of("key", "alias");

  private final Activity activity;
  private final NamingCall call;
  private final CallArns arns;
  private final boolean namesKey;

  /// By action, so that none is asked for twice.
  private final Map<String, Need> needs = new LinkedHashMap<>();

  NeedsOfCall(Activity activity) {
    this.activity = activity;
    this.call = activity.naming();
    this.arns = new CallArns(call);
    this.namesKey = KEY_TYPES.stream().anyMatch(type -> arns.of(KEYS, type, false).isNamed());
  }

  CallNeeds of(CallRow.Actions row) {
    var asked = new ArrayList<ServiceAction>();
    for (var each : row.actions()) {
      if (each.when().isMetBy(activity, namesKey)) {
        var action = action(each.action());
        // Of another service than the call's: a key that a secret is encrypted with.
        var isKeyUse = isKeyUse(action, row.actions().getFirst().action());
        add(isKeyUse ? keyUse(action) : own(action, each.isOpen(), row));
        if (!isKeyUse) {
          asked.add(action);
        }
      }
    }
    for (var action : asked) {
      PassedRoles.of(action, call, arns, label(Label.IMPLIED)).ifPresent(this::add);
      action.dependents().forEach(dependent -> addDependent(action, action(dependent)));
    }
    return new CallNeeds.Needs(List.copyOf(needs.values()));
  }

  private Need own(ServiceAction action, boolean isOpen, CallRow.Actions row) {
    var resources =
        isOpen
            ? ActionResources.open(action, withoutNames())
            : ActionResources.of(action, types(action, row), arns, Making.of(action));
    var reasons = new LinkedHashSet<String>();
    resources.reason().ifPresent(reasons::add);
    if (!row.unseen().isEmpty() && needs.isEmpty()) {
      var actions = String.join(", ", row.unseen());
      reasons.add("parts of the request that are not kept may ask for " + actions + " as well");
    }
    activity
        .call()
        .caller()
        .invokedBy()
        .ifPresent(service -> reasons.add(service + " forwarded the call on the caller's behalf"));
    return need(action, Label.USED, resources.resources(), Map.of(), reasons);
  }

  private Need keyUse(ServiceAction action) {
    var resources = ActionResources.of(action, arns, Making.NOTHING);
    var reasons = new LinkedHashSet<>(Set.of("the call names a KMS key"));
    resources.reason().ifPresent(reasons::add);
    return need(action, Label.IMPLIED, resources.resources(), Map.of(), reasons);
  }

  /// The reference says what an action *may* ask for. What changes something counts only where the
  /// call names a resource for it, or a condition binds it to this call.
  private void addDependent(ServiceAction action, ServiceAction dependent) {
    if (dependent.id().equals(PassedRoles.ACTION)) {
      return;
    }
    if (isKeyUse(dependent, action.id())) {
      if (namesKey) {
        add(keyUse(dependent));
      }
      return;
    }
    var implied = DependentAction.of(action, dependent, arns);
    if (implied.isBound()) {
      var reasons = new LinkedHashSet<>(Set.of(action.id() + " may ask for it"));
      implied.resources().reason().ifPresent(reasons::add);
      add(
          need(
              dependent,
              Label.IMPLIED,
              implied.resources().resources(),
              implied.conditions(),
              reasons));
    }
  }

  private static boolean isKeyUse(ServiceAction action, String ofAction) {
    return action.service().equals(KEYS) && !ofAction.startsWith(KEYS + ":");
  }

  private void add(Need need) {
    needs.putIfAbsent(need.action(), need);
  }

  private Need need(
      ServiceAction action,
      Label label,
      List<NeededResource> resources,
      Map<String, String> conditions,
      Set<String> reasons) {
    return new Need(
        action.id(), label(label), resources, conditions, ActionResources.joined(reasons));
  }

  private Label label(Label ofGranted) {
    return activity.isDenied() ? Label.REFUSED : ofGranted;
  }

  private CallArns withoutNames() {
    return new CallArns(
        new NamingCall(call.service(), call.event(), call.account(), call.region(), List.of()));
  }

  private static List<ActionType> types(ServiceAction action, CallRow.Actions row) {
    return row.types().isEmpty()
        ? action.types()
        : row.types().stream().map(type -> new ActionType(type, true)).toList();
  }

  /// An action that the data name; a test holds that each exists.
  private static ServiceAction action(String id) {
    return ServiceReference.action(id)
        .orElseThrow(() -> new IllegalStateException("no such action in actions.txt: " + id));
  }
}
