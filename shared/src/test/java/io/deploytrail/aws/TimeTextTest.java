package io.deploytrail.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TimeTextTest {
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  @Test
  void theOrderOfTheTextsIsThatOfTheTimes() {
    var texts =
        Stream.of(
                Instant.parse("0000-01-01T00:00:00Z"),
                Instant.parse("1969-12-31T23:59:59.9Z"),
                Instant.EPOCH,
                Instant.EPOCH.plusNanos(1),
                Instant.EPOCH.plusMillis(1),
                Instant.EPOCH.plusSeconds(1),
                LAST)
            .map(TimeText::of)
            .toList();

    assertThat(texts).isSorted().doesNotHaveDuplicates().allMatch(text -> text.length() == 30);
    assertThat(texts.getLast()).isEqualTo("9999-12-31T23:59:59.999999999Z");
  }

  @Test
  void aTimeOfAnotherWidthIsNotWrittenAndTheNearestStandsForIt() {
    assertThat(TimeText.isWritable(LAST)).isTrue();
    assertThat(TimeText.isWritable(LAST.plusNanos(1))).isFalse();
    assertThat(TimeText.isWritable(Instant.MIN)).isFalse();
    assertThat(TimeText.nearest(Instant.MAX)).isEqualTo(TimeText.of(LAST));
    assertThat(TimeText.nearest(Instant.MIN)).isEqualTo("0000-01-01T00:00:00.000000000Z");
    assertThat(TimeText.nearest(Instant.EPOCH)).isEqualTo(TimeText.of(Instant.EPOCH));
  }
}
