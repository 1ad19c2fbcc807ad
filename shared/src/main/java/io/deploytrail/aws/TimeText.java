package io.deploytrail.aws;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.time.format.DateTimeFormatter;

/// Times as sort attributes: ISO-8601 in UTC with nine decimals, so that the order of the texts is
/// the order of the times.
public final class TimeText {
  /// Between these two, all texts are of one width.
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private static final DateTimeFormatter FIXED_WIDTH =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(UTC);

  private TimeText() {}

  /// Whether the text of that time takes its right place among the others.
  public static boolean isWritable(Instant time) {
    return !time.isBefore(FIRST) && !time.isAfter(LAST);
  }

  public static String of(Instant time) {
    return FIXED_WIDTH.format(time);
  }

  /// The text of the nearest writable time, for the ends of a range.
  public static String nearest(Instant time) {
    if (time.isBefore(FIRST)) {
      return of(FIRST);
    }
    return of(time.isAfter(LAST) ? LAST : time);
  }
}
