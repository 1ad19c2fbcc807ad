package io.deploytrail.permissions;

import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Event;

/// From a recorded call to the IAM permissions that it asked for.
///
/// All comes from what an index keeps of a call: event, caller, error and mentions, no request.
/// Which action it is stands in [CallActions], of which resources in [ActionResources];
/// [NeedsOfCall] adds what is asked for beside it.
public final class CallPermissions {
  private CallPermissions() {}

  /// What that call asked for. A call that AWS refused asked for the same, and all of it is
  /// [Label#REFUSED]: no record says which permission was lacking. One that failed otherwise was
  /// permitted.
  public static CallNeeds of(Activity activity) {
    if (activity.call().caller().isService()) {
      return new CallNeeds.NothingAsked("an AWS service called for itself");
    }
    var row = CallActions.of(activity.event());
    if (row.isEmpty()) {
      return new CallNeeds.NotMapped(unknown(activity.event()));
    }
    return switch (row.get()) {
      case CallRow.NoPermission(var reason) ->
          new CallNeeds.NothingAsked("it asks for no permission (" + reason + ")");
      case CallRow.NotPaired(var reason) -> new CallNeeds.NotMapped(reason);
      case CallRow.Actions actions -> new NeedsOfCall(activity).of(actions);
    };
  }

  private static String unknown(Event event) {
    if (event.source().isEmpty() || event.name().isEmpty()) {
      return "the record does not say which call it is";
    }
    var data = ServiceReference.data();
    var prefix = CallRows.known().prefix(CallActions.source(event));
    return "%s has no action for %s in %s %s"
        .formatted(prefix, event.name().get(), data.source(), data.version());
  }
}
