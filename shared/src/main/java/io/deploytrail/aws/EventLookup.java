package io.deploytrail.aws;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;

/// What is looked up in the event history: an attribute of events, and when they happened, if not
/// at any time.
public record EventLookup(
    LookupAttributeKey key, String value, Optional<Instant> from, Optional<Instant> to) {
  public EventLookup {
    requireNonNull(key, "key");
    requireNonNull(value, "value");
    requireNonNull(from, "from");
    requireNonNull(to, "to");
  }

  /// Events of any time.
  public static EventLookup of(LookupAttributeKey key, String value) {
    return new EventLookup(key, value, Optional.empty(), Optional.empty());
  }

  /// The same, of that time alone; both ends are included.
  public EventLookup between(Instant from, Instant to) {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "a time range ends after it starts: " + from + " to " + to);
    }
    return new EventLookup(key, value, Optional.of(from), Optional.of(to));
  }

  LookupEventsRequest request() {
    var attribute = LookupAttribute.builder().attributeKey(key).attributeValue(value).build();
    var request = LookupEventsRequest.builder().lookupAttributes(attribute);
    from.ifPresent(request::startTime);
    to.ifPresent(request::endTime);
    return request.build();
  }
}
