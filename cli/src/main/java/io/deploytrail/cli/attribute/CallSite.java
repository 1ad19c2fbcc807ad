package io.deploytrail.cli.attribute;

import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.glance.Glance;
import java.time.Instant;
import java.util.Optional;

/// What an event is beside its id and time: the same for millions of calls.
record CallSite(
    Optional<String> source,
    Optional<String> name,
    Optional<String> account,
    Optional<String> region) {
  static CallSite of(Event event) {
    return new CallSite(event.source(), event.name(), event.account(), event.region());
  }

  static CallSite of(Glance glance) {
    return new CallSite(
        glance.eventSource().text(),
        glance.eventName().text(),
        glance.account().text(),
        glance.region().text());
  }

  /// The event, but for what no answer shows.
  Event at(String id, Instant time) {
    return new Event(id, time, source, name, account, region, Optional.empty(), Optional.empty());
  }
}
