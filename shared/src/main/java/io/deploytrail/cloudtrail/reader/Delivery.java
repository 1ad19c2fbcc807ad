package io.deploytrail.cloudtrail.reader;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import java.util.Optional;

/// A record as it came: with EventBridge's envelope, or without.
public record Delivery(CloudTrailRecord record, Optional<Envelope> envelope) {
  public Delivery {
    requireNonNull(record, "record");
    requireNonNull(envelope, "envelope");
  }

  /// Whether it is read as a call and does not say which: it may be something else that stands in a
  /// trail.
  public boolean isCallWithoutName() {
    return record instanceof Call call && call.event().name().isEmpty();
  }
}
