package io.deploytrail.index;

import static java.time.ZoneOffset.UTC;

import io.deploytrail.attribution.TimeRange;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/// Times as sort attributes: ISO-8601 in UTC with nine decimals, so that the order of the texts is
/// the order of the times.
public final class TimeText {
  /// The times whose texts are all of one width.
  static final TimeRange WRITABLE =
      new TimeRange(
          Instant.parse("0000-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59.999999999Z"));

  private static final DateTimeFormatter FIXED_WIDTH =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(UTC);

  private TimeText() {}

  public static String of(Instant time) {
    return FIXED_WIDTH.format(time);
  }

  /// The text of the nearest writable time, for the ends of a range.
  public static String nearest(Instant time) {
    if (time.isBefore(WRITABLE.from())) {
      return of(WRITABLE.from());
    }
    return of(time.isAfter(WRITABLE.to()) ? WRITABLE.to() : time);
  }
}
