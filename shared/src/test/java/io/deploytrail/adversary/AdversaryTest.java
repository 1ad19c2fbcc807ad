package io.deploytrail.adversary;

import static org.assertj.core.api.Assertions.assertThat;

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
  private static final long SEED = Long.getLong("deploytrail.adversary.seed", 19);
  private static final int WORLDS = Integer.getInteger("deploytrail.adversary.worlds", 2_000);
  private static final int LEAST = 20;

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
  @EnabledIfSystemProperty(named = "deploytrail.adversary.world", matches = "\\d+")
  void replay() {
    var tally = new Tally();
    var game = Game.of(SEED, Integer.getInteger("deploytrail.adversary.world"));
    tally.add(game.played(), game.inMemory());
    tally.add(List.of(), game.ofHonest());

    assertThat(tally.faults()).as(tally.told()).isEmpty();
  }
}
