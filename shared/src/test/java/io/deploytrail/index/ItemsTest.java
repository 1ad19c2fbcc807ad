package io.deploytrail.index;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.aws.Retention;
import java.time.Clock;
import org.junit.jupiter.api.Test;

final class ItemsTest {
  private static final Items ITEMS =
      new Items(Facts.NAMES, new Retention(Facts.RETENTION, Clock.fixed(Facts.NOW, UTC)));

  @Test
  void aFactIsReadBackAsItWasWritten() {
    for (var fact : new RandomFacts(11).facts(300)) {
      var stored = new StoredRecord(ITEMS.item(fact));

      assertThat(stored.isFact()).isTrue();
      assertThat(stored.fact()).isEqualTo(fact);
    }
  }

  @Test
  void anItemSaysNothingOfTheTimeAtWhichItIsWritten() {
    var later =
        new Items(
            Facts.NAMES,
            new Retention(Facts.RETENTION, Clock.fixed(Facts.NOW.plusSeconds(3600), UTC)));

    for (var fact : new RandomFacts(12).facts(50)) {
      assertThat(later.item(fact)).isEqualTo(ITEMS.item(fact));
    }
  }

  @Test
  void itExpiresSoLongAfterItsEvent() {
    var root = Facts.root("e1", "ASIA1", "web-v3", Facts.NOW);

    assertThat(ITEMS.item(root))
        .extractingByKey("ttl")
        .extracting(ttl -> Long.parseLong(ttl.n()))
        .isEqualTo(Facts.NOW.plus(Facts.RETENTION).getEpochSecond());
  }
}
