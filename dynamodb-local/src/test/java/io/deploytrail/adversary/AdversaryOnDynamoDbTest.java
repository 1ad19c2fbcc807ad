package io.deploytrail.adversary;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.dynamodb.DynamoDbLocal;
import io.deploytrail.index.DynamoSessionIndex;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The adversary's worlds through the table: the answers that the rules give in memory.
final class AdversaryOnDynamoDbTest {
  private static final String TABLE = "SessionsTable";
  private static final long SEED = Long.getLong("deploytrail.adversary.seed", 19);
  private static final int WORLDS =
      Integer.getInteger("deploytrail.adversary.worlds.dynamodb", 100);
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), UTC);

  @Test
  void answersFromTheTableStayRightOrBecomeWeaker() {
    var tally = new Tally();
    try (var engine = DynamoDbLocal.start()) {
      for (var number = 0; number < WORLDS; number++) {
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
}
