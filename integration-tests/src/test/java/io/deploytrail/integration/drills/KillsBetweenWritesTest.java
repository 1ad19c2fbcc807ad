package io.deploytrail.integration.drills;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.dynamodb.DynamoDbLocal;
import io.deploytrail.integration.corpus.Tables;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A drill: the functions are killed at their n-th write, for each n, before it and after it, and
/// instances that know nothing of it take over.
final class KillsBetweenWritesTest {
  private static final int FEW = 10;

  private int kills;
  private int writes;

  @Test
  void whoeverTakesOverEndsInTheSameTables() throws Exception {
    var trail = Deliverables.of(Drills.SEED, 5, 2);
    try (var engine = DynamoDbLocal.start()) {
      var client = engine.client();
      var expected = played(trail, client, 0);
      var every = Drills.isLong() ? 1 : Math.ceilDiv(writes, FEW);
      var all = Difference.NONE;
      var points = 0;
      for (var nth = 1; nth <= writes; nth += every) {
        all = all.and(Difference.between(expected, played(trail, client, nth)));
        points++;
      }
      Drills.tell(
          "kills between writes",
          "%d of %d writes, before or after each: %d kills".formatted(points, writes, kills),
          all);
      assertThat(all).isEqualTo(Difference.NONE);
      assertThat(kills).isGreaterThanOrEqualTo(points);
    }
  }

  /// The tables in the end, when an instance is killed at its `nth` write; nobody is, if that is
  /// zero. The second instance is killed too, the third is not.
  private Set<Map<String, AttributeValue>> played(
      Deliverables trail, DynamoDbClient client, int nth) {
    Tables.create(client);
    var instances = new Instances(client, trail, nth);
    // In the same order each time, so that each write is met.
    var deliveries = new Deliveries(new Random(Drills.SEED), 0).with(trail);
    assertThat(deliveries.run(instances::next)).isEqualTo(Difference.NONE);
    var items = Tables.items(client);
    Tables.drop(client);
    if (nth == 0) {
      writes = instances.written();
    }
    kills += instances.kills();
    return items;
  }

  /// The instances of one play, of which the first two are killed.
  private static final class Instances {
    private static final int NEVER = Integer.MAX_VALUE;

    private final DynamoDbClient client;
    private final Deliverables trail;
    private final int nth;
    private int begun;
    private DyingDynamoDb current;

    Instances(DynamoDbClient client, Deliverables trail, int nth) {
      this.client = client;
      this.trail = trail;
      this.nth = nth;
      this.current = new DyingDynamoDb(client, NEVER, false);
    }

    TakingIn next() {
      var isKilled = nth > 0 && begun < 2;
      var at = begun == 0 ? nth : 1 + nth / 3;
      current = new DyingDynamoDb(client, isKilled ? at : NEVER, (nth + begun) % 2 == 0);
      begun++;
      return TakingIn.over(current, trail.files());
    }

    int kills() {
      return begun - 1;
    }

    int written() {
      return NEVER - current.left();
    }
  }
}
