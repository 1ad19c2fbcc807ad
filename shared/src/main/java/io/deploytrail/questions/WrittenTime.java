package io.deploytrail.questions;

import io.deploytrail.aws.TimeText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalQuery;
import java.util.Optional;

/// Times in ISO-8601, of the years 0000 to 9999. The index cannot order other times, and at the
/// ends of Java's range they overflow.
public final class WrittenTime {
  private WrittenTime() {}

  /// A time such as `2026-11-20T09:30:00Z`; throws `DateTimeException`.
  public static Instant instant(String text) {
    return within(Instant.parse(text));
  }

  /// A day such as `2026-11-20`, if that text is one.
  static Optional<LocalDate> day(String text) {
    return read(text, DateTimeFormatter.ISO_LOCAL_DATE, LocalDate::from)
        .filter(day -> day.getYear() >= 0 && day.getYear() <= 9999);
  }

  /// A time without an offset such as `2026-11-20T09:30`, if that text is one.
  static Optional<LocalDateTime> local(String text) {
    return read(text, DateTimeFormatter.ISO_LOCAL_DATE_TIME, LocalDateTime::from);
  }

  private static <T> Optional<T> read(String text, DateTimeFormatter form, TemporalQuery<T> query) {
    try {
      return Optional.of(form.parse(text, query));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /// The time, if it is of those years; throws `DateTimeException`.
  static Instant within(Instant time) {
    if (!TimeText.isWritable(time)) {
      throw new DateTimeException("a year from 0000 to 9999 was expected, not " + time);
    }
    return time;
  }
}
