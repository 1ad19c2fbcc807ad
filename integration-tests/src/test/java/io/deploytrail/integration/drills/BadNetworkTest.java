package io.deploytrail.integration.drills;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.dynamodb.DynamoDbLocal;
import io.deploytrail.integration.corpus.DynamoDbProcess;
import io.deploytrail.integration.corpus.Tables;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A drill: records are taken in, and questions asked, through a network that resets, delays and
/// cuts, before a DynamoDB that throttles.
final class BadNetworkTest {
  private static final double SHARE = 0.15;

  @Test
  void nothingIsLostAndNoAnswerIsWeaker() throws Exception {
    var trail =
        Drills.isLong() ? Deliverables.of(Drills.SEED, 16, 6) : Deliverables.of(Drills.SEED, 6, 4);
    try (var engine = DynamoDbProcess.start("127.0.0.1");
        var quiet = DynamoDbProcess.client(engine.endpoint()).build()) {
      play(trail, engine, quiet);
    }
  }

  private static void play(Deliverables trail, DynamoDbProcess engine, DynamoDbClient quiet)
      throws IOException {
    var expected = undisturbed(trail);
    var all = Difference.NONE;
    var played = new EnumMap<NetworkFault, Integer>(NetworkFault.class);
    var messages = new ArrayList<Integer>();
    var answers = new Asked();
    for (var round = 0; round < Drills.rounds(1); round++) {
      // Of its own, so that the order of deliveries does not depend on the network's threads.
      var random = Drills.random(round);
      try (var network = new BadNetwork(engine.endpoint(), Drills.random(-1 - round), SHARE);
          var client = client(network.endpoint(), 2 + round % 3)) {
        Tables.create(quiet);
        var deliveries = new Deliveries(random, 0.1).with(trail);
        all = all.and(deliveries.run(() -> TakingIn.over(client, trail.files())));
        all = all.and(Difference.between(expected, Tables.items(quiet)));
        messages.add(deliveries.failed());
        all = all.and(answers.compare(trail, quiet, client, random));
        Tables.drop(quiet);
        network.played().forEach((fault, times) -> played.merge(fault, times, Integer::sum));
      }
    }
    Drills.tell(
        "bad network",
        "%d rounds of %d records; requests by fault %s; messages that came back %s; %s"
            .formatted(Drills.rounds(1), trail.records().size(), played, sum(messages), answers),
        all);
    assertThat(all).isEqualTo(Difference.NONE);
    assertThat(played).containsOnlyKeys(NetworkFault.values());
    assertThat(sum(messages)).isPositive();
  }

  private static int sum(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).sum();
  }

  private static Set<Map<String, AttributeValue>> undisturbed(Deliverables trail) {
    try (var engine = DynamoDbLocal.start()) {
      Tables.create(engine.client());
      var deliveries = new Deliveries(new Random(0), 0).with(trail);
      assertThat(deliveries.run(() -> TakingIn.over(engine.client(), trail.files())))
          .isEqualTo(Difference.NONE);
      assertThat(deliveries.failed()).isZero();
      return Tables.items(engine.client());
    }
  }

  /// One that gives up sooner, and waits less, than that of a deployed function.
  private static DynamoDbClient client(URI endpoint, int attempts) {
    var retries =
        StandardRetryStrategy.builder()
            .maxAttempts(attempts)
            .backoffStrategy(BackoffStrategy.retryImmediately())
            .throttlingBackoffStrategy(BackoffStrategy.fixedDelay(Duration.ofMillis(5)))
            .build();
    return DynamoDbProcess.client(endpoint)
        .overrideConfiguration(settings ->
            settings.retryStrategy(retries).apiCallAttemptTimeout(Duration.ofSeconds(5)))
        .build();
  }
}
