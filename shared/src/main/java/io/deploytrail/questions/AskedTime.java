package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Reads times as people write them into questions: `2026-11-20T09:30:00Z`, a time without an
/// offset or a day, which are of that zone, or a time before now: `90m`, `2h`, `7d`, `2w`, `today`,
/// `yesterday`.
public record AskedTime(Clock clock, ZoneId zone) {
  private static final Pattern AGO = Pattern.compile("(\\d{1,5})([mhdw])");

  private static final String EXPECTED =
      " takes a time such as 2026-11-20T09:30:00Z, a day such as 2026-11-20, or 2h, 7d, today, yesterday, not ";

  public AskedTime {
    requireNonNull(clock, "clock");
    requireNonNull(zone, "zone");
  }

  /// In UTC.
  public static AskedTime inUtc(Clock clock) {
    return new AskedTime(clock, ZoneOffset.UTC);
  }

  /// The time, or the beginning of the day.
  public Instant from(String field, String text) {
    return checked(field, text, () -> day(text).map(this::begin).orElseGet(() -> time(text)));
  }

  /// The time, or the end of the day.
  public Instant to(String field, String text) {
    return checked(
        field,
        text,
        () ->
            day(text).map(day -> begin(day.plusDays(1)).minusNanos(1)).orElseGet(() -> time(text)));
  }

  private Instant begin(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  private Optional<LocalDate> day(String text) {
    return switch (text) {
      case "today" -> Optional.of(LocalDate.now(clock.withZone(zone)));
      case "yesterday" -> Optional.of(LocalDate.now(clock.withZone(zone)).minusDays(1));
      default -> WrittenTime.day(text);
    };
  }

  private Instant time(String text) {
    var ago = AGO.matcher(text);
    if (ago.matches()) {
      return clock.instant().minus(span(Long.parseLong(ago.group(1)), ago.group(2)));
    }
    return WrittenTime.local(text)
        .map(local -> local.atZone(zone).toInstant())
        .orElseGet(() -> WrittenTime.instant(text));
  }

  private static Instant checked(String field, String text, Supplier<Instant> time) {
    try {
      return WrittenTime.within(time.get());
    } catch (DateTimeException e) {
      throw new InvalidQuestionException(field + EXPECTED + Quoted.of(text));
    }
  }

  private static Duration span(long number, String unit) {
    return switch (unit) {
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> Duration.ofDays(7 * number);
    };
  }
}
