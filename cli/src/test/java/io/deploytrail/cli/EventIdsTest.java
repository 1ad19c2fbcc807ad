package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class EventIdsTest {
  @Test
  void addsWhatASetWouldAdd() {
    var random = new Random(7);
    var ids = new EventIds();
    var expected = new HashSet<String>();
    for (var added = 0; added < 50_000; added++) {
      var id = new UUID(random.nextInt(200), random.nextInt(200)).toString();
      assertThat(ids.add(id)).isEqualTo(expected.add(id));
    }
  }

  @Test
  void keepsWhatIsNoUuid() {
    var ids = new EventIds();

    assertThat(ids.add("mine")).isTrue();
    assertThat(ids.add("mine")).isFalse();
  }
}
