package io.deploytrail.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a set of hashes holds after it went through its bytes.
final class HashesTest {
  @Test
  void bytesHoldEachOnceAscending() {
    var random = new Random(1);
    for (var size : new int[] {0, 1, 2, 64, 65, 1_000}) {
      var hashes = new Hashes();
      var expected = new TreeSet<Long>();
      for (var at = 0; at < size; at++) {
        var hash = random.nextInt(4) == 0 ? (long) random.nextInt(8) - 4 : random.nextLong();
        hashes.add(hash);
        expected.add(hash);
      }
      var found = new ArrayList<Long>();
      var all = Hashes.in(hashes.toBytes());
      while (all.hasRemaining()) {
        found.add(all.get());
      }
      assertThat(found).containsExactlyElementsOf(expected);
    }
  }

  @Test
  void eventIdsAreOneInEveryCase() {
    assertThat(Hashes.ofEventId("0F4B1A5C-6A86"))
        .isEqualTo(Hashes.ofEventId("0f4b1a5c-6a86"))
        .isNotEqualTo(Hashes.ofEventId("0f4b1a5c-6a87"));
  }

  @Test
  void textsThatDifferInOnePlaceHaveOtherHashes() {
    var hashes = new HashSet<Long>();
    IntStream.range(0, 200_000)
        .forEach(number -> hashes.add(Hashes.of("ASIA%016d".formatted(number))));
    assertThat(hashes).hasSize(200_000);
  }
}
