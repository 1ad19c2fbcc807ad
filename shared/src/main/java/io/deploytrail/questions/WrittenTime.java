package io.deploytrail.questions;

import io.deploytrail.aws.TimeText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Times as people and programs write them into questions: ISO-8601 in UTC, of the years 0000 to
/// 9999. The index cannot order other times, and at the ends of Java's range they overflow.
public final class WrittenTime {
  private WrittenTime() {}

  /// A time such as `2026-11-20T09:30:00Z`; throws `DateTimeException`.
  public static Instant instant(String text) {
    return within(Instant.parse(text));
  }

  /// A day such as `2026-11-20`; throws `DateTimeException`.
  static LocalDate day(String text) {
    var day = LocalDate.parse(text);
    within(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    return day;
  }

  private static Instant within(Instant time) {
    if (!TimeText.isWritable(time)) {
      throw new DateTimeException("a year from 0000 to 9999 was expected, not " + time);
    }
    return time;
  }
}
