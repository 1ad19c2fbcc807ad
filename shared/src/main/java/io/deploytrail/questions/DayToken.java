package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Optional;

/// Where a list that is read day by day goes on: the day, and the index's own token within it if it
/// has begun.
record DayToken(LocalDate day, Optional<String> within) {
  DayToken {
    requireNonNull(day, "day");
    requireNonNull(within, "within");
  }

  static DayToken parse(String text) {
    var end = text.indexOf('.');
    return WrittenTime.day(end < 0 ? text : text.substring(0, end))
        .map(day ->
            new DayToken(day, end < 0 ? Optional.empty() : Optional.of(text.substring(end + 1))))
        .orElseThrow(() ->
            new InvalidQuestionException(
                "the value of \"next\" of an earlier answer was expected, not " + Quoted.of(text)));
  }

  @Override
  public String toString() {
    return day + within.map(token -> "." + token).orElse("");
  }
}
