package io.deploytrail.cli.attribute;

import io.deploytrail.attribution.Attribution;
import io.deploytrail.attribution.Origin;
import io.deploytrail.questions.AnswerWriter;
import java.util.IdentityHashMap;
import java.util.Optional;

/// Writes the answers of many calls: the part about a session is made once for all its calls.
final class AnswerLines {
  /// How many sessions are remembered, lest a trail of many fill the memory.
  private static final int MOST = 1 << 12;

  private final IdentityHashMap<Origin, String> written = new IdentityHashMap<>();

  /// The attribution of an event as one line of JSON, without a line end.
  String line(Attribution attribution) {
    var ofOrigin = origin(attribution.origin());
    var ofEvent = AnswerWriter.write(attribution.event().orElseThrow());
    // Two objects become one: neither is ever empty.
    return ofEvent.substring(0, ofEvent.length() - 1) + "," + ofOrigin.substring(1);
  }

  /// The part about that origin in each of its calls' lines, as an object of its own.
  String origin(Origin origin) {
    if (written.size() >= MOST) {
      written.clear();
    }
    return written.computeIfAbsent(
        origin, once -> AnswerWriter.write(new Attribution(Optional.empty(), once)));
  }
}
