package io.deploytrail.ingestion;

import static io.deploytrail.ingestion.BackfillState.BackfillPart.ISSUANCES;
import static io.deploytrail.ingestion.BackfillState.BackfillPart.LINKS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.aws.Pace;
import io.deploytrail.aws.SimulatedTime;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.ingestion.BackfillState.BackfillPart;
import io.deploytrail.questions.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One Region's event history, taken into an index in memory.
final class SessionBackfillTest {
  private static final Configuration CONFIGURATION = Configuration.DEFAULT;
  private static final Instant FROM = Instant.parse("2026-11-20T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-11-21T00:00:00Z");

  private final SimulatedTime time = new SimulatedTime(MadeUpOrganization.end());
  private final InMemorySessionIndex sessions = new InMemorySessionIndex(CONFIGURATION.names());
  private final List<String> problems = new ArrayList<>();
  private final SessionBackfill backfill =
      new SessionBackfill(
          sessions,
          new Selection(
              CONFIGURATION.names(), CONFIGURATION.providers(), CONFIGURATION::attributor));

  private BackfillState run(BackfillState from, List<ObjectNode> records, Duration atOnce) {
    var client = new FakeEventHistory(records, time, _ -> false);
    var deadline = time.instant().plus(atOnce);
    return backfill.run(
        from,
        client,
        new Pace(Duration.ofMillis(500), time, time::pass, deadline),
        problems::add,
        problems::add);
  }

  private BackfillState run(BackfillPart part, List<ObjectNode> records) {
    return run(BackfillState.start("us-east-1", part, FROM, TO), records, Duration.ofHours(1));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void callsOfPulumiAreGivenTheSessionsThatTheWholeTrailGivesThem(long seed) {
    var records = MadeUpOrganization.records(seed, 16);
    var whole = WholeTrail.of(records);

    assertThat(run(ISSUANCES, records).isDone()).isTrue();
    assertThat(run(LINKS, records).isDone()).isTrue();

    assertThat(problems).isEmpty();
    var known = CONFIGURATION.attributor(sessions);
    var pulumis =
        whole.calls().stream()
            .filter(call -> whole.rules().attribute(call).verdict().isPulumi())
            .toList();
    assertThat(pulumis).hasSizeGreaterThan(50);
    for (var call : pulumis) {
      assertThat(known.attribute(call)).isEqualTo(whole.rules().attribute(call));
    }
  }

  @Test
  void aSecondRunFindsNothingNew() {
    var records = MadeUpOrganization.records(4, 16);

    assertThat(run(ISSUANCES, records).work().found()).isPositive();
    assertThat(run(ISSUANCES, records).work().found()).isZero();
  }

  @Test
  void whatTheTimeBreaksOffIsGoneOnWith() {
    var records = MadeUpOrganization.records(5, 16);
    var state = BackfillState.start("us-east-1", ISSUANCES, FROM, TO);
    var runs = 0;
    while (!state.isDone()) {
      state = run(state, records, Duration.ofSeconds(1));
      runs++;
    }

    assertThat(runs).isGreaterThan(1);
    var found = state.work().found();
    assertThat(found).isPositive();
    assertThat(run(ISSUANCES, records).work().found()).isZero();
  }

  @Test
  void aRecordThatCannotBeReadIsNamedAndCounted() {
    var broken = MadeUpOrganization.bareRecord(new UUID(8, 8), MadeUpOrganization.START);
    broken.put("eventSource", "sts.amazonaws.com").put("eventName", "AssumeRoleWithWebIdentity");
    broken.put("eventVersion", 7).put("userIdentity", "a text");

    assertThat(run(ISSUANCES, List.of(broken)).work().unreadable()).isEqualTo(1);
    assertThat(problems).singleElement().asString().contains(new UUID(8, 8).toString());
  }
}
