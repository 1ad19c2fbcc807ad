package io.deploytrail.cloudtrail.bytes;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SpellingTest {
  private final KeyedHash hash = KeyedHash.random();

  private Spelling of(String... texts) {
    var slices =
        Arrays.stream(texts).map(text -> Slice.of(text.getBytes(US_ASCII))).toArray(Slice[]::new);
    return new Spelling(hash).become(slices);
  }

  @Test
  void equalsWhereTheBytesDoSliceBySlice() {
    assertThat(of("ab", "c")).isEqualTo(of("ab", "c")).hasSameHashCodeAs(of("ab", "c"));
    assertThat(of("ab", "c")).isNotEqualTo(of("a", "bc")).isNotEqualTo(of("abc"));
    assertThat(of("ab", "")).isNotEqualTo(of("ab")).isNotEqualTo(of("", "ab"));
  }

  @Test
  void aCopyStaysWhileItsOriginalMovesOn() {
    var moving = of("one");
    var copy = moving.copy();
    moving.become(Slice.of("x".repeat(1000).getBytes(US_ASCII)));

    assertThat(copy).isEqualTo(of("one")).isNotEqualTo(moving);
    assertThat(moving.become(Slice.of("one".getBytes(US_ASCII)))).isEqualTo(copy);
  }

  @Test
  void findsInAMapWhatWasPutThere() {
    var random = new Random(7);
    var byText = new HashMap<String, Integer>();
    var bySpelling = new HashMap<Spelling, Integer>();
    var hashes = new HashSet<Integer>();
    for (var number = 0; number < 20_000; number++) {
      var text = "a".repeat(random.nextInt(40)) + Integer.toString(random.nextInt(9_000), 2);
      byText.putIfAbsent(text, number);
      bySpelling.putIfAbsent(of(text).copy(), number);
    }

    assertThat(bySpelling).hasSameSizeAs(byText);
    byText.forEach((text, number) -> {
      assertThat(bySpelling.get(of(text))).isEqualTo(number);
      hashes.add(of(text).hashCode());
    });
    assertThat(hashes).hasSizeGreaterThan(byText.size() - 10);
  }
}
