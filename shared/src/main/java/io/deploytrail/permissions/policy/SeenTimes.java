package io.deploytrail.permissions.policy;

import java.time.Instant;

/// How often something was seen, when first and last, and the first event as an example. A call
/// that comes twice is seen once.
final class SeenTimes {
  private final Fingerprints counted = new Fingerprints();
  private Instant first = Instant.MAX;
  private Instant last = Instant.MIN;
  private String example = "";

  /// `countedAs` is what tells one sighting from another, the event id as a rule.
  void add(String countedAs, String eventId, Instant time) {
    counted.add(countedAs);
    spread(time, time, eventId);
  }

  void addAll(SeenTimes others) {
    counted.addAll(others.counted);
    spread(others);
  }

  /// Takes over when something else was seen, which is counted there alone.
  void spread(SeenTimes others) {
    spread(others.first, others.last, others.example);
  }

  private void spread(Instant from, Instant to, String ofFirst) {
    var order = from.compareTo(first);
    if (order < 0 || (order == 0 && ofFirst.compareTo(example) < 0)) {
      example = ofFirst;
      first = from;
    }
    last = to.isAfter(last) ? to : last;
  }

  long count() {
    return counted.size();
  }

  Instant first() {
    return first;
  }

  Instant last() {
    return last;
  }

  String example() {
    return example;
  }
}
