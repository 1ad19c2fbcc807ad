package io.deploytrail.ingestion;

import static io.deploytrail.ingestion.BackfillState.BackfillPart.LINKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deploytrail.ingestion.BackfillState.Work;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class BackfillStateTest {
  private static final Instant FROM = Instant.parse("2026-11-18T00:00:00Z");
  private static final BackfillState START =
      BackfillState.start("us-east-1", LINKS, FROM, FROM.plus(Duration.ofDays(2)));

  private static Work requests(long count) {
    return new Work(count, 0, 0, 0);
  }

  @Test
  void windowsGrowWhereLittleIsAndShrinkWhereMuchIs() {
    assertThat(START.windowEnd()).isEqualTo("2026-11-18T06:00:00Z");
    assertThat(START.windowDone(requests(59)).window()).isEqualTo(Duration.ofHours(12));
    assertThat(START.windowDone(requests(60)).window()).isEqualTo(Duration.ofHours(6));
    assertThat(START.windowDone(requests(241)).window()).isEqualTo(Duration.ofHours(3));
  }

  @Test
  void aWindowIsADayAtMostAndAMinuteAtLeast() {
    var most = START.windowDone(requests(1)).windowDone(requests(1)).windowDone(requests(1));
    assertThat(most.window()).isEqualTo(Duration.ofDays(1));

    var least = START;
    for (var time = 0; time < 10; time++) {
      least = least.windowBroken(requests(1));
    }
    assertThat(least.window()).isEqualTo(Duration.ofMinutes(1));
    assertThat(least.checkpoint()).isEqualTo(FROM);
    assertThat(least.work()).isEqualTo(requests(10));
  }

  @Test
  void itIsDoneAtItsEnd() {
    var state = START;
    while (!state.isDone()) {
      var before = state;
      state = state.windowDone(requests(1));
      assertThat(state.checkpoint()).isEqualTo(before.windowEnd());
      assertThat(state.percent()).isGreaterThan(before.percent());
    }
    assertThat(state.checkpoint()).isEqualTo(START.to());
    assertThat(state.percent()).isEqualTo(100);
  }

  @Test
  void anEndBeforeItsBeginningIsRefused() {
    assertThatThrownBy(() -> BackfillState.start("us-east-1", LINKS, FROM, FROM.minusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("goes from its beginning");
  }
}
