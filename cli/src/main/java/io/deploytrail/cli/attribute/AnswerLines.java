package io.deploytrail.cli.attribute;

import io.deploytrail.attribution.Attribution;
import io.deploytrail.attribution.Origin;
import io.deploytrail.questions.AnswerWriter;
import java.time.Instant;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/// Writes the answers of many calls: what is about a session, a place or a second is made once for
/// all its calls. For one thread.
final class AnswerLines {
  /// How many sessions are remembered, and how many places, lest a trail of many fill the memory.
  private static final int MOST = 1 << 12;

  /// What is written of an event with no id and no place, but for the closing brace.
  private static final int UP_TO_PLACE = ofNowhere().length() - 1;

  private final IdentityHashMap<Origin, String> origins = new IdentityHashMap<>();
  private final Map<CallSite, String> places = new HashMap<>();
  private Instant time = Instant.EPOCH;
  private String timeText = time.toString();

  /// The attribution of an event as one line of JSON, without a line end.
  String line(Attribution attribution) {
    var event = attribution.event().orElseThrow();
    var ofOrigin = behindEvent(attribution.origin());
    if (EventId.in(event.id()) == null) {
      // An odd id may hold what JSON escapes.
      var ofEvent = AnswerWriter.write(event);
      return ofEvent.substring(0, ofEvent.length() - 1) + ofOrigin;
    }
    return "{\"eventId\":\""
        + event.id()
        + "\",\"eventTime\":\""
        + text(event.time())
        + "\""
        + place(CallSite.of(event))
        + ofOrigin;
  }

  /// The part about that origin in each of its calls' lines, as an object of its own.
  String origin(Origin origin) {
    return "{" + behindEvent(origin).substring(1);
  }

  /// Two objects become one: neither is ever empty.
  private String behindEvent(Origin origin) {
    if (origins.size() >= MOST) {
      origins.clear();
    }
    return origins.computeIfAbsent(
        origin,
        once -> "," + AnswerWriter.write(new Attribution(Optional.empty(), once)).substring(1));
  }

  private String place(CallSite place) {
    if (places.size() >= MOST) {
      places.clear();
    }
    return places.computeIfAbsent(
        place,
        once -> {
          var event = AnswerWriter.write(once.at("", Instant.EPOCH));
          return event.substring(UP_TO_PLACE, event.length() - 1);
        });
  }

  private static String ofNowhere() {
    var nowhere =
        new CallSite(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    return AnswerWriter.write(nowhere.at("", Instant.EPOCH));
  }

  private String text(Instant at) {
    if (!at.equals(time)) {
      time = at;
      timeText = at.toString();
    }
    return timeText;
  }
}
