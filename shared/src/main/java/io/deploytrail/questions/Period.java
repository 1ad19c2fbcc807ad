package io.deploytrail.questions;

import static java.time.ZoneOffset.UTC;

import io.deploytrail.attribution.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The time that a list question asks about; both ends included.
public record Period(Instant from, Instant to) {
  private static final Duration DEFAULT = Duration.ofDays(7);
  private static final Duration LONGEST = Duration.ofDays(400);

  public Period {
    if (to.isBefore(from)) {
      throw new InvalidQuestionException(
          "a time after " + from + " was expected as the end, not " + to);
    }
    if (Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw new InvalidQuestionException(
          "at most "
              + LONGEST.toDays()
              + " days can be asked about at once, not "
              + from
              + " to "
              + to);
    }
  }

  /// From the given time, else 7 days before the end, to the given time, else now.
  public static Period of(Optional<String> from, Optional<String> to, AskedTime times) {
    return of(from, to, times, DEFAULT);
  }

  /// From the given time, else so long before the end.
  static Period of(
      Optional<String> from, Optional<String> to, AskedTime times, Duration otherwise) {
    var end = to.map(text -> times.to("to", text)).orElseGet(times.clock()::instant);
    return new Period(
        from.map(text -> times.from("from", text)).orElseGet(() -> end.minus(otherwise)), end);
  }

  public boolean contains(Instant time) {
    return range().contains(time);
  }

  public TimeRange range() {
    return new TimeRange(from, to);
  }

  /// The days (UTC) that it touches, newest first, from `newest` on if that is not empty.
  List<LocalDate> days(Optional<LocalDate> newest) {
    var first = from.atZone(UTC).toLocalDate();
    var last = to.atZone(UTC).toLocalDate();
    return Stream.iterate(last, day -> !day.isBefore(first), day -> day.minusDays(1))
        .filter(day -> newest.isEmpty() || !day.isAfter(newest.get()))
        .toList();
  }
}
