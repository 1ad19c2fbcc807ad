package io.deploytrail.index;

import static io.deploytrail.index.Facts.NOW;
import static io.deploytrail.index.Facts.root;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.attribution.TimeRange;
import io.deploytrail.cloudtrail.Root;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TimelineTest {
  private final Timeline timeline = new Timeline();

  private static Root at(int second) {
    return root("e" + second, "ASIA" + second, "web-v3", NOW.plusSeconds(second));
  }

  @Test
  void factsAreInTheOrderOfTheirTimesWhateverCameFirst() {
    IntStream.of(3, 1, 4, 0, 2).mapToObj(TimelineTest::at).forEach(timeline::add);

    assertThat(timeline.oldestFirst(Optional.empty()))
        .containsExactly(at(0), at(1), at(2), at(3), at(4));
    timeline.remove(at(2));
    timeline.add(at(1));
    assertThat(timeline.oldest(3, fact -> !fact.equals(at(0))))
        .containsExactly(at(1), at(1), at(3));
  }

  @Test
  void bothEndsOfARangeAreIncluded() {
    IntStream.range(0, 6).mapToObj(TimelineTest::at).forEach(timeline::add);

    var range = new TimeRange(NOW.plusSeconds(1), NOW.plusSeconds(3));
    assertThat(timeline.oldestFirst(Optional.of(range))).containsExactly(at(1), at(2), at(3));
  }

  @Test
  void aPageGoesOnBehindItsPosition() {
    IntStream.range(0, 6).mapToObj(TimelineTest::at).forEach(timeline::add);

    assertThat(timeline.newestFirst(Optional.empty(), Optional.empty(), 2))
        .containsExactly(at(5), at(4));
    assertThat(timeline.newestFirst(Optional.empty(), Optional.of(Position.of(at(4))), 2))
        .containsExactly(at(3), at(2));
    assertThat(timeline.newestFirst(Optional.empty(), Optional.of(Position.of(at(0))), 2))
        .isEmpty();
  }
}
