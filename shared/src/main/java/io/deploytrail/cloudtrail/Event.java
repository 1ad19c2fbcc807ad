package io.deploytrail.cloudtrail;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/// What every CloudTrail record says: which event, when, where and what.
///
/// `account` is `recipientAccountId`, `time` is `eventTime`. `sharedEventId` joins the copies that
/// two accounts get of one event; `corrects` is `addendum.originalEventID` of a record that
/// replaces an earlier one.
public record Event(
    String id,
    Instant time,
    Optional<String> source,
    Optional<String> name,
    Optional<String> account,
    Optional<String> region,
    Optional<String> sharedEventId,
    Optional<String> corrects) {
  public Event {
    requireNonNull(id, "id");
    requireNonNull(time, "time");
    requireNonNull(source, "source");
    requireNonNull(name, "name");
    requireNonNull(account, "account");
    requireNonNull(region, "region");
    requireNonNull(sharedEventId, "sharedEventId");
    requireNonNull(corrects, "corrects");
  }

  /// The action as IAM spells it, such as `s3:CreateBucket`; empty for an event without a name.
  public Optional<String> action() {
    return name.map(name -> service().map(service -> service + ":" + name).orElse(name));
  }

  /// `s3` of the source `s3.amazonaws.com`.
  public Optional<String> service() {
    return source.map(text -> {
      var dot = text.indexOf('.');
      return dot > 0 ? text.substring(0, dot) : text;
    });
  }
}
