package io.deploytrail.cli.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventIdTest {
  @Test
  void isTheUuidThatItWasReadFrom() {
    var random = new Random(7);
    for (var round = 0; round < 1_000; round++) {
      var text = new UUID(random.nextLong(), random.nextLong()).toString();
      assertThat(EventId.in(text)).hasToString(text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mine",
        "806BF21F-444F-4825-A80C-AFD12CD2526A",
        "806bf21f-444f-4825-a80c-afd12cd2526",
        "806bf21f-444f-4825-a80c-afd12cd2526aa",
        "806bf21f-444f-4825-a80cxafd12cd2526a",
        "806bf21f-444f-4825-a80c-afd12cd2526g",
        "806bf21f-444f-4825-a80c-afd12cd252\u00e4",
        "00000000-0000-0000-0000-000000000000"
      })
  void isOddInAnyOtherForm(String text) {
    assertThat(EventId.in(text)).isNull();
  }

  @Test
  void standsInTheOrderOfItsText() {
    var random = new Random(7);
    var texts =
        Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()).toString())
            .limit(1_000)
            .toList();

    assertThat(texts.stream().map(EventId::in).sorted().map(EventId::toString))
        .isEqualTo(texts.stream().sorted().toList());
  }

  @Test
  void differentIdsAreCountedAsASetWould() {
    var random = new Random(7);
    var parts = List.of(new EventIds(), new EventIds());
    var expected = new HashSet<Long>();
    var added = new ArrayList<Long>();
    for (var round = 0; round < 100_000; round++) {
      var hash = round % 3 == 0 ? random.nextLong() : 1 + random.nextInt(1_000);
      parts.get(round % 2).add(hash);
      expected.add(hash);
      added.add(hash);
    }

    assertThat(EventIds.distinct(parts)).isEqualTo(expected.size());
    assertThat(parts.getFirst().count() + parts.getLast().count()).isEqualTo(added.size());
  }
}
