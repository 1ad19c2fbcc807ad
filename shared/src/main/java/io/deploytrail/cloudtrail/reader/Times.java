package io.deploytrail.cloudtrail.reader;

import static java.time.temporal.ChronoUnit.MILLIS;

import io.deploytrail.cloudtrail.bytes.PlainTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/// Times as CloudTrail writes them.
final class Times {
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");

  private Times() {}

  /// A time in ISO-8601, to the millisecond; empty for another form, and for years with which
  /// nothing could be computed.
  static Optional<Instant> parse(String text) {
    var plain = PlainTime.epochSecond(text);
    if (plain != PlainTime.NONE) {
      return Optional.of(Instant.ofEpochSecond(plain));
    }
    return instant(text).flatMap(Times::plausible);
  }

  /// Whether that is a time in ISO-8601, of whatever year.
  static boolean isOne(String text) {
    return PlainTime.epochSecond(text) != PlainTime.NONE || instant(text).isPresent();
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static Optional<Instant> plausible(Instant time) {
    return time.isAfter(EARLIEST) && time.isBefore(LATEST)
        ? Optional.of(time.truncatedTo(MILLIS))
        : Optional.empty();
  }
}
