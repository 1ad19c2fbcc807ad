package io.deploytrail.index;

import java.util.List;

/// The table and its indexes by the keys that queries need; template.yaml defines them, and this is
/// what is expected there.
enum Index {
  TABLE("", List.of("accessKeyId"), List.of("eventId")),
  BY_PRINCIPAL("by-principal", List.of("principalId"), List.of("eventTime")),
  BY_ASSUMED_ROLE("by-assumed-role", List.of("assumedRole"), List.of("eventTime")),
  BY_CALLER("by-caller", List.of("callerPrincipalId"), List.of("eventTime")),
  BY_EVENT("by-event", List.of("eventId"), List.of()),
  BY_UUID("by-uuid", List.of("uuid"), List.of("eventTime")),
  BY_STACK("by-stack", List.of("organization", "project", "stack"), List.of("eventTime")),
  BY_VERSION(
      "by-version", List.of("organization", "project", "stack", "version"), List.of("eventTime")),
  BY_ORGANIZATION("by-organization", List.of("kind", "organization"), List.of("eventTime")),
  BY_DAY("by-day", List.of("kind", "day"), List.of("eventTime"));

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

  List<String> partition() {
    return partition;
  }

  List<String> sort() {
    return sort;
  }
}
