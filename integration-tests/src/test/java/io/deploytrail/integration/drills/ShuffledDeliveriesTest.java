package io.deploytrail.integration.drills;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.dynamodb.DynamoDbLocal;
import io.deploytrail.integration.corpus.Tables;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A drill: events, log files and follow-ups come in any order, early and late, by both ways, and
/// again after they were done.
final class ShuffledDeliveriesTest {
  private static final double AGAIN = 0.2;

  @Test
  void orderRepetitionAndLatenessChangeNoItem() throws Exception {
    var trail = Deliverables.of(Drills.SEED, 8, 8);
    try (var engine = DynamoDbLocal.start()) {
      var client = engine.client();
      Tables.create(client);
      var whole = new Deliveries(new Random(0), 0).with(trail);
      assertThat(whole.run(() -> TakingIn.over(client, trail.files()))).isEqualTo(Difference.NONE);
      var expected = Tables.items(client);
      assertThat(expected).hasSizeGreaterThan(200);
      var all = Difference.NONE;
      var delivered = 0;
      var rounds = Drills.rounds(2);
      for (var round = 0; round < rounds; round++) {
        Tables.drop(client);
        Tables.create(client);
        var deliveries = new Deliveries(Drills.random(round), AGAIN).with(trail);
        all = all.and(deliveries.run(() -> TakingIn.over(client, trail.files())));
        all = all.and(Difference.between(expected, Tables.items(client)));
        delivered += deliveries.delivered();
      }
      Drills.tell(
          "duplicates, shuffles, lateness",
          "%d rounds of %d events and %d files: %d messages"
              .formatted(rounds, trail.events().size(), trail.files().size(), delivered),
          all);
      assertThat(all).isEqualTo(Difference.NONE);
    }
  }
}
