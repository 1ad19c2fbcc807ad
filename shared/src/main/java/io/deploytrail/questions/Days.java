package io.deploytrail.questions;

import io.deploytrail.attribution.TimeRange;
import java.time.LocalDate;
import java.util.Optional;

/// The days from one to another, as somebody may ask about them.
public record Days(LocalDate first, LocalDate last, AskedTime times) {
  /// Fewer than a question may ask about, lest a change of the clock be one too many.
  private static final int MOST = 398;

  /// All days that a range touches, as far back as can be asked about at once.
  public static Days of(TimeRange range, AskedTime times) {
    var last = range.to().atZone(times.zone()).toLocalDate();
    var earliest = last.minusDays(MOST);
    var first = range.from().atZone(times.zone()).toLocalDate();
    return new Days(first.isBefore(earliest) ? earliest : first, last, times);
  }

  public Period period() {
    return Period.of(Optional.of(first.toString()), Optional.of(last.toString()), times);
  }
}
