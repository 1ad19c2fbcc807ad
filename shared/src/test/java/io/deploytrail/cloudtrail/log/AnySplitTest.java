package io.deploytrail.cloudtrail.log;

import static io.deploytrail.cloudtrail.reader.Samples.DENIED;
import static io.deploytrail.cloudtrail.reader.Samples.LINK;
import static io.deploytrail.cloudtrail.reader.Samples.ROOT;
import static io.deploytrail.cloudtrail.reader.Samples.bytes;
import static io.deploytrail.cloudtrail.reader.Samples.call;
import static io.deploytrail.cloudtrail.reader.Samples.gzip;
import static io.deploytrail.cloudtrail.reader.Samples.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// However a stream hands out its bytes, and however they are damaged, the answer is the same.
final class AnySplitTest {
  private static final List<String> INPUTS =
      List.of(
          "\ufeff{\"x\":[1],\"Records\":[" + ROOT + "," + call(2) + "],\"y\":\"]\"}",
          ROOT + "\n" + DENIED + "\n{\"broken\":\"\n" + LINK + "\n",
          "{\n \"Events\": [\n {\"CloudTrailEvent\":" + quoted(ROOT) + "},\n 7, null]}",
          "[" + call(1) + "," + ROOT.replace("AKIA", "\"") + ",[\"{\"]," + call(3) + "]",
          "no JSON\n" + call(1));

  @Test
  void readsOfAnySizeGiveTheSame() {
    for (var input : INPUTS) {
      var whole = Found.in(input);
      for (var size : new int[] {1, 2, 3, 5, 7, 13, 64, 1021}) {
        assertSame(whole, Found.in(new Chunks(bytes(input), size)));
        assertSame(whole, Found.in(new Chunks(gzip(input), size)));
      }
    }
  }

  @Test
  void damageIsReadTheSameInAnySplit() {
    var random = new Random(20261120);
    for (var round = 0; round < 2_000; round++) {
      var damaged = bytes(INPUTS.get(round % INPUTS.size()));
      for (var change = 0; change < 3; change++) {
        damaged[random.nextInt(damaged.length)] = (byte) "{}[]\",:\\\nx".charAt(random.nextInt(10));
      }
      assertSame(Found.in(damaged), Found.in(new Chunks(damaged, 1 + random.nextInt(9))));
    }
  }

  private static void assertSame(Found expected, Found actual) {
    assertThat(actual.deliveries).isEqualTo(expected.deliveries);
    assertThat(actual.problems).isEqualTo(expected.problems);
  }
}
