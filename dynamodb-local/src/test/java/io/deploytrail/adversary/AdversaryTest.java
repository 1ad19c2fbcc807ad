package io.deploytrail.adversary;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.dynamodb.DynamoDbLocal;
import io.deploytrail.index.DynamoSessionIndex;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// What CloudTrail, a pipeline or a person with `sts:AssumeRole` does to a made-up world leaves
/// each answer right, or makes it weaker; a record of nobody stays nobody's.
///
/// `-Ddeploytrail.adversary.worlds=100000` plays more worlds, `…seed=` others; a failure says how
/// it is replayed.
final class AdversaryTest {
  private static final String TABLE = "SessionsTable";
  private static final long SEED = Long.getLong("deploytrail.adversary.seed", 19);
  private static final int WORLDS = Integer.getInteger("deploytrail.adversary.worlds", 2_000);
  private static final int WORLDS_ON_DYNAMODB =
      Integer.getInteger("deploytrail.adversary.worlds.dynamodb", 100);
  private static final int LEAST = 20;
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), UTC);

  @Test
  void answersStayRightOrBecomeWeaker() {
    var tally = new Tally();
    IntStream.range(0, WORLDS)
        .parallel()
        .forEach(number -> {
          var game = Game.of(SEED, number);
          tally.add(game.played(), game.inMemory());
          if (number % 10 == 0) {
            tally.add(List.of(), game.ofHonest());
          }
        });

    System.out.println(tally.table(SEED));
    assertThat(tally.faults()).as(tally.told()).isEmpty();
    assertThat(tally.rightOfHonest()).as("right answers of honest worlds").isGreaterThan(0.8);
    assertThat(Perturbation.values())
        .hasSizeGreaterThanOrEqualTo(30)
        .allSatisfy(kind ->
            assertThat(tally.hits(kind))
                .as(kind.name())
                .isGreaterThanOrEqualTo(Math.min(LEAST, WORLDS / Perturbation.values().length)));
  }

  @Test
  void answersFromTheTableStayRightOrBecomeWeaker() {
    var tally = new Tally();
    try (var engine = DynamoDbLocal.start()) {
      for (var number = 0; number < WORLDS_ON_DYNAMODB; number++) {
        engine.createTable(Path.of("..", "template.yaml"), TABLE);
        var game = Game.of(SEED, number);
        var names = game.world().setting().configuration().names();
        var index =
            new DynamoSessionIndex(engine.client(), TABLE, names, Duration.ofDays(400), CLOCK);
        tally.add(game.played(), game.on(index));
        assertThat(game.world().answers(index))
            .as("world %d of seed %d", number, SEED)
            .isEqualTo(game.world().answers());
        engine.client().deleteTable(table -> table.tableName(TABLE));
      }
    }

    assertThat(tally.faults()).as(tally.told()).isEmpty();
  }

  @Test
  @EnabledIfSystemProperty(named = "deploytrail.adversary.world", matches = "\\d+")
  void replay() {
    var tally = new Tally();
    var game = Game.of(SEED, Integer.getInteger("deploytrail.adversary.world"));
    tally.add(game.played(), game.inMemory());
    tally.add(List.of(), game.ofHonest());

    assertThat(tally.faults()).as(tally.told()).isEmpty();
  }
}
