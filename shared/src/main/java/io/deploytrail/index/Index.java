package io.deploytrail.index;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The table and its indexes by the keys that queries need; template.yaml defines them, and this is
/// what is expected there.
///
/// A fact is in an index if it has all attributes of the index's partition key. The event id makes
/// the order of facts of one second a total one.
public enum Index {
  TABLE("", List.of("accessKeyId"), List.of("eventId")),
  BY_PRINCIPAL("by-principal", List.of("principalId"), List.of("eventTime", "eventId")),
  BY_ASSUMED_ROLE("by-assumed-role", List.of("assumedRole"), List.of("eventTime", "eventId")),
  BY_CALLER("by-caller", List.of("callerPrincipalId"), List.of("eventTime", "eventId")),
  BY_EVENT("by-event", List.of("eventId"), List.of()),
  BY_UUID("by-uuid", List.of("uuid"), List.of("eventTime", "eventId")),
  BY_STACK(
      "by-stack", List.of("organization", "project", "stack"), List.of("eventTime", "eventId")),
  BY_VERSION(
      "by-version",
      List.of("organization", "project", "stack", "version"),
      List.of("eventTime", "eventId")),
  BY_ORGANIZATION(
      "by-organization", List.of("kind", "organization"), List.of("eventTime", "eventId")),
  BY_DAY("by-day", List.of("kind", "day"), List.of("eventTime", "eventId"));

  private final String text;
  private final List<String> partition;
  private final List<String> sort;

  Index(String text, List<String> partition, List<String> sort) {
    this.text = text;
    this.partition = partition;
    this.sort = sort;
  }

  /// The index's name in the table's definition; empty for the table itself.
  String text() {
    return text;
  }

  public List<String> partition() {
    return partition;
  }

  List<String> sort() {
    return sort;
  }

  /// The attributes that say where a fact stands: its key in this index and its key in the table.
  Set<String> position() {
    var names = new LinkedHashSet<>(partition);
    names.addAll(sort);
    names.addAll(TABLE.partition);
    names.addAll(TABLE.sort);
    return names;
  }

  /// The partition of a fact with those keys; empty if the fact is not in this index.
  Optional<List<String>> partitionOf(Map<String, String> keys) {
    return partitionOf(name -> Optional.ofNullable(keys.get(name)));
  }

  /// The same for a fact whose keys are read one by one.
  Optional<List<String>> partitionOf(Function<String, Optional<String>> keys) {
    var values = new ArrayList<String>(partition.size());
    for (var name : partition) {
      var value = keys.apply(name);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return Optional.of(List.copyOf(values));
  }
}
