package io.deploytrail.permissions;

import io.deploytrail.cloudtrail.Event;
import io.deploytrail.permissions.CallRow.RowAction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The actions of events: what the rows say, else the action of the event's name, without the
/// version that some services add to it.
final class CallActions {
  private static final Pattern HOST = Pattern.compile("\\.amazonaws\\.(com|com\\.cn|eu)$");
  private static final Pattern VERSION = Pattern.compile("20\\d\\d_?\\d\\d_?\\d\\d(v\\d+)?$");

  private CallActions() {}

  /// What that event asks for; empty if its source or name is missing, or no action is known.
  static Optional<CallRow> of(Event event) {
    if (event.source().isEmpty() || event.name().isEmpty()) {
      return Optional.empty();
    }
    var source = source(event);
    var name = event.name().get();
    return row(source, name).or(() -> row(source, withoutVersion(name)));
  }

  private static Optional<CallRow> row(String source, String name) {
    var rows = CallRows.known();
    var prefix = rows.prefix(source);
    return rows.call(source, name)
        .or(() -> ServiceReference.action(prefix, name).map(action -> own(action, source, name)))
        .or(() ->
            prefix.equals(ApiGatewayCalls.SERVICE) ? ApiGatewayCalls.of(name) : Optional.empty());
  }

  /// The action of the event's name, and what is asked for beside it.
  private static CallRow own(ServiceAction action, String source, String name) {
    var own = new RowAction(action.id(), RowCondition.ALWAYS, false);
    var also = CallRows.known().also(source, name);
    return also.isEmpty()
        ? new CallRow.Actions(List.of(own), List.of(), Set.of())
        : also.get().after(own);
  }

  /// `streams.dynamodb` of `streams.dynamodb.amazonaws.com`.
  static String source(Event event) {
    return HOST.matcher(event.source().orElse("")).replaceFirst("");
  }

  private static String withoutVersion(String name) {
    return VERSION.matcher(name).replaceFirst("");
  }
}
