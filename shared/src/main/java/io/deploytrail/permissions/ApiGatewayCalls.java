package io.deploytrail.permissions;

import io.deploytrail.permissions.CallRow.RowAction;
import io.deploytrail.resources.CallArns;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Calls to API Gateway, whose actions are HTTP methods: `apigateway:POST` on `/restapis`.
///
/// An operation's verb says its method, and its noun the type of resource; both operations and
/// types are named after the paths of the API ("How Amazon API Gateway works with IAM"). Making
/// goes to the collection, all else to the resource itself.
final class ApiGatewayCalls {
  static final String SERVICE = "apigateway";

  private static final Pattern OPERATION =
      Pattern.compile("(?<verb>Create|Get|Update|Put|Delete)(?<noun>[A-Z]\\w*)");

  private static final Map<String, String> METHODS =
      Map.of(
          "Create", "POST",
          "Get", "GET",
          "Update", "PATCH",
          "Put", "PUT",
          "Delete", "DELETE");

  private ApiGatewayCalls() {}

  /// The method of that event and the type of its resource; empty where they do not follow from its
  /// name.
  static Optional<CallRow.Actions> of(String event) {
    var operation = OPERATION.matcher(event);
    if (!operation.matches()) {
      return Optional.empty();
    }
    var verb = operation.group("verb");
    var noun = operation.group("noun");
    var type = verb.equals("Create") ? plural(noun) : noun;
    if (CallArns.patterns(SERVICE, type).isEmpty()) {
      return Optional.empty();
    }
    var action = SERVICE + ":" + METHODS.getOrDefault(verb, "");
    return Optional.of(
        new CallRow.Actions(
            List.of(new RowAction(action, RowCondition.ALWAYS, false)), List.of(), Set.of(type)));
  }

  private static String plural(String noun) {
    return noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
  }
}
