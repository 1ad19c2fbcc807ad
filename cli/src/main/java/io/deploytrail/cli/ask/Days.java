package io.deploytrail.cli.ask;

import io.deploytrail.questions.AskedTime;
import io.deploytrail.questions.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The days from one to another, as options of a command say them.
record Days(LocalDate first, LocalDate last, AskedTime times) {
  /// Fewer than a question may ask about, lest a change of the clock be one too many.
  private static final int MOST = 398;

  /// All days from the last of these times to the first, as far as can be asked about at once.
  static Optional<Days> of(List<Instant> newestFirst, AskedTime times) {
    if (newestFirst.isEmpty()) {
      return Optional.empty();
    }
    var last = newestFirst.getFirst().atZone(times.zone()).toLocalDate();
    var earliest = last.minusDays(MOST);
    var first = newestFirst.getLast().atZone(times.zone()).toLocalDate();
    return Optional.of(new Days(first.isBefore(earliest) ? earliest : first, last, times));
  }

  Period period() {
    return Period.of(Optional.of(first.toString()), Optional.of(last.toString()), times);
  }

  NextCommand in(NextCommand command) {
    return command
        .without("--from", "--since", "--to")
        .with("--from", first.toString())
        .with("--to", last.toString());
  }
}
