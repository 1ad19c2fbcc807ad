package io.deploytrail.questions;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PeriodTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final AskedTime TIMES = AskedTime.inUtc(Clock.fixed(NOW, UTC));

  private static Period period(String from, String to) {
    return Period.of(Optional.of(from), Optional.of(to), TIMES);
  }

  @Test
  void withoutTimesItIsTheLastSevenDays() {
    assertThat(Period.of(Optional.empty(), Optional.empty(), TIMES))
        .isEqualTo(new Period(Instant.parse("2026-11-13T12:00:00Z"), NOW));
    assertThat(Period.of(Optional.empty(), Optional.of("2026-10-08T00:00:00Z"), TIMES).from())
        .isEqualTo("2026-10-01T00:00:00Z");
  }

  @Test
  void aDayIsAllOfIt() {
    var day = period("2026-11-18", "2026-11-18");

    assertThat(day.contains(Instant.parse("2026-11-18T00:00:00Z"))).isTrue();
    assertThat(day.contains(Instant.parse("2026-11-18T23:59:59.999999999Z"))).isTrue();
    assertThat(day.contains(Instant.parse("2026-11-19T00:00:00Z"))).isFalse();
  }

  @Test
  void daysAreThoseThatItTouchesNewestFirst() {
    var touching = period("2026-11-17T23:59:59Z", "2026-11-19T00:00:00Z");

    assertThat(touching.days(Optional.empty()))
        .containsExactly(
            LocalDate.of(2026, 11, 19), LocalDate.of(2026, 11, 18), LocalDate.of(2026, 11, 17));
    assertThat(touching.days(Optional.of(LocalDate.of(2026, 11, 17))))
        .containsExactly(LocalDate.of(2026, 11, 17));
  }

  @Test
  void whatIsNoPeriodIsRefusedWithWhatWasExpected() {
    assertThatThrownBy(() -> period("2026-11-19", "2026-11-18"))
        .isInstanceOf(InvalidQuestionException.class)
        .hasMessageContaining("a time after 2026-11-19T00:00:00Z was expected");
    assertThatThrownBy(() -> period("2025-01-01", "2026-11-18"))
        .hasMessageContaining("at most 400 days");
    assertThatThrownBy(() -> period("May", "2026-11-18"))
        .hasMessageContaining("from takes a time such as")
        .hasMessageContaining("May");
    assertThatThrownBy(() -> period("2026-11-18", "2026-11-31"))
        .hasMessageContaining("to takes a time");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1000000000-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59.999999999Z",
        "-0001-12-31T23:59:59Z",
        "+10000-01-01T00:00:00Z"
      })
  void timesAtTheEndsOfJavasRangeAreRefused(String time) {
    assertThatThrownBy(() -> Period.of(Optional.empty(), Optional.of(time), TIMES))
        .isInstanceOf(InvalidQuestionException.class)
        .hasMessageContaining("to takes a time");
    assertThatThrownBy(() -> Period.of(Optional.of(time), Optional.empty(), TIMES))
        .isInstanceOf(InvalidQuestionException.class)
        .hasMessageContaining("from takes a time");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000-01-01", "9999-12-31"})
  void theFirstAndTheLastDayCanBeAskedAbout(String day) {
    assertThat(Period.of(Optional.empty(), Optional.of(day), TIMES).days(Optional.empty()))
        .hasSizeGreaterThanOrEqualTo(8);
  }
}
