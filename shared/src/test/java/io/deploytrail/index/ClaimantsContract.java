package io.deploytrail.index;

import static io.deploytrail.index.Facts.ID;
import static io.deploytrail.index.Facts.NOW;
import static io.deploytrail.index.Facts.STACK;
import static io.deploytrail.index.Facts.SUBJECT;
import static io.deploytrail.index.Facts.denied;
import static io.deploytrail.index.Facts.root;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.attribution.Claim;
import io.deploytrail.attribution.Claimant;
import io.deploytrail.attribution.Claimants;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.aws.SimulatedTime;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Root;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every session index keeps of claims: which roots state one id, or one version of a stack.
public interface ClaimantsContract {
  Instant AT = Instant.parse("2026-11-18T23:59:59Z");
  Claim THIRD = new Claim.Version(STACK, "3");
  Claim BY_ID = new Claim.Id(ID.toUpperCase(Locale.ROOT));

  /// An empty index with that clock and [Facts#RETENTION].
  AccessPatterns index(Clock clock);

  /// An empty index, at [Facts#NOW].
  default AccessPatterns index() {
    return index(Clock.fixed(NOW, UTC));
  }

  /// One that holds those facts.
  default AccessPatterns with(Fact... facts) {
    var index = index();
    List.of(facts).forEach(index::add);
    return index;
  }

  static Claimants claimants(SessionIndex index, Claim claim) {
    return index.claimants(Set.of(claim)).getOrDefault(claim, Claimants.NONE);
  }

  private static Claimants earliest(List<Root> roots, boolean areMore) {
    return new Claimants(roots.stream().map(Claimant::of).toList(), areMore);
  }

  @Test
  default void claimantsAreTheSameInAnyOrderAndHoweverOften() {
    var other = "pulumi:deploy:org:acme:project:api:stack:dev:operation:update:scope:write";
    var first = root("e1", "ASIA1", "web-" + ID, AT);
    var copier = root("e2", "ASIA2", "web-" + ID.toUpperCase(Locale.ROOT), AT, other);
    var again = root("e3", "ASIA3", "web-" + ID, AT.plusSeconds(60));
    var version = root("e4", "ASIA4", "web-v3", AT);
    var ofOther = root("e5", "ASIA5", "web-v3", AT, other);
    var all =
        new ArrayList<Fact>(
            List.of(first, copier, again, version, ofOther, denied("e6", AT, SUBJECT)));
    for (var seed = 0; seed < 3; seed++) {
      var shuffled = new ArrayList<>(all);
      shuffled.addAll(all.subList(0, 4));
      Collections.shuffle(shuffled, new Random(seed));
      var index = with(shuffled.toArray(Fact[]::new));

      assertThat(claimants(index, BY_ID)).isEqualTo(earliest(List.of(first, copier, again), false));
      assertThat(claimants(index, THIRD)).isEqualTo(earliest(List.of(version), false));
      assertThat(index.claimants(Set.of(BY_ID, THIRD)))
          .containsOnlyKeys(BY_ID, THIRD)
          .containsEntry(THIRD, earliest(List.of(version), false));
      var unknown = new Claim.Version(STACK, "5");
      assertThat(claimants(index, unknown)).isEqualTo(Claimants.NONE);
    }
  }

  @Test
  default void claimantSaysWhichRecordItsOwnCorrects() {
    var event = Facts.event("e2", AT, Optional.of("e1"));
    var wrong = root("e1", "ASIA1", "web-" + ID, AT);
    var right = new Root(event, wrong.session(), wrong.identity());

    assertThat(claimants(with(right, wrong), BY_ID).earliest())
        .extracting(Claimant::corrects)
        .containsExactly(Optional.empty(), Optional.of("e1"));
  }

  @Test
  default void ofManyClaimantsTheEarliestHundredAreKnown() {
    var roots = new ArrayList<Root>();
    for (var number = 0; number < 130; number++) {
      roots.add(
          root("e%03d".formatted(number), "ASIA" + number, "web-v3", AT.plusSeconds(number / 2)));
    }
    var newestFirst = with(roots.reversed().toArray(Fact[]::new));
    var shuffled = new ArrayList<>(roots);
    shuffled.addAll(roots.subList(0, 50));
    Collections.shuffle(shuffled, new Random(1));
    var expected = earliest(roots.subList(0, 100), true);

    assertThat(claimants(newestFirst, THIRD)).isEqualTo(expected);
    assertThat(claimants(with(shuffled.toArray(Fact[]::new)), THIRD)).isEqualTo(expected);
    assertThat(claimants(with(roots.subList(0, 100).toArray(Fact[]::new)), THIRD))
        .isEqualTo(earliest(roots.subList(0, 100), false));
  }

  @Test
  default void expiredClaimantsAreLeftOutAndLaterOnesMoveUp() {
    var clock = new SimulatedTime(AT.plus(Facts.RETENTION).minusSeconds(1));
    var index = index(clock);
    var roots = new ArrayList<Root>();
    for (var number = 0; number < 110; number++) {
      roots.add(root("e%03d".formatted(number), "ASIA" + number, "web-v3", AT.plusSeconds(number)));
    }
    roots.forEach(index::add);
    assertThat(claimants(index, THIRD)).isEqualTo(earliest(roots.subList(0, 100), true));

    clock.pass(Duration.ofSeconds(5));
    assertThat(claimants(index, THIRD)).isEqualTo(earliest(roots.subList(5, 105), true));
    var later = root("e200", "ASIA200", "web-v3", AT.plusSeconds(50));
    index.add(later);
    roots.add(51, later);
    assertThat(claimants(index, THIRD)).isEqualTo(earliest(roots.subList(5, 105), true));

    clock.pass(Duration.ofSeconds(95));
    assertThat(claimants(index, THIRD)).isEqualTo(earliest(roots.subList(101, 111), false));
    clock.pass(Duration.ofSeconds(30));
    assertThat(claimants(index, THIRD)).isEqualTo(Claimants.NONE);
  }
}
