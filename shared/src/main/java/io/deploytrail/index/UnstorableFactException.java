package io.deploytrail.index;

import io.deploytrail.aws.ItemSize;
import io.deploytrail.aws.LogText;
import io.deploytrail.aws.TimeText;
import io.deploytrail.cloudtrail.Fact;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A fact that DynamoDB cannot store; the message names the attribute and what is wrong with it.
///
/// CloudTrail writes no such record. Only this fact is refused, not its batch.
public final class UnstorableFactException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int EVENT_ID_LENGTH = 36;

  private final String reason;

  UnstorableFactException(String message) {
    super(message);
    this.reason = message;
  }

  /// The message, which there always is.
  public String reason() {
    return reason;
  }

  static void check(Fact fact, Map<String, AttributeValue> facts, Map<String, String> keys) {
    var eventId = fact.event().id();
    if (eventId.isEmpty()) {
      throw new UnstorableFactException("eventId is empty, and it is a key of the table");
    }
    if (!TimeText.isWritable(fact.event().time())) {
      throw new UnstorableFactException(
          "eventTime of event %s: %s is outside of the years 0 to 9999"
              .formatted(shortened(eventId), fact.event().time()));
    }
    facts.forEach((name, value) -> {
      if (!texts(value).allMatch(KeyLimits::isUnicode)) {
        throw new UnstorableFactException(
            "%s of event %s: not Unicode text".formatted(name, shortened(eventId)));
      }
    });
    KeyLimits.check(eventId, keys);
  }

  static void checkSize(Fact fact, Map<String, AttributeValue> item) {
    var refusal = ItemSize.refusal(item);
    if (refusal.isPresent()) {
      throw new UnstorableFactException(
          "event %s: %s".formatted(shortened(fact.event().id()), refusal.get()));
    }
  }

  /// An event id for a message: whole if it is one of CloudTrail's.
  static String shortened(String eventId) {
    return LogText.escaped(
        eventId.length() > EVENT_ID_LENGTH ? eventId.substring(0, EVENT_ID_LENGTH) + "…" : eventId);
  }

  private static Stream<String> texts(AttributeValue value) {
    return value.hasL() ? value.l().stream().map(AttributeValue::s) : Stream.of(value.s());
  }
}
