package io.deploytrail.index;

import static io.deploytrail.index.Facts.ENVIRONMENT;
import static io.deploytrail.index.Facts.ID;
import static io.deploytrail.index.Facts.NOW;
import static io.deploytrail.index.Facts.OWN_KEY;
import static io.deploytrail.index.Facts.STACK;
import static io.deploytrail.index.Facts.SUBJECT;
import static io.deploytrail.index.Facts.denied;
import static io.deploytrail.index.Facts.link;
import static io.deploytrail.index.Facts.principal;
import static io.deploytrail.index.Facts.root;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deploytrail.attribution.Claim;
import io.deploytrail.attribution.Claimant;
import io.deploytrail.attribution.Claimants;
import io.deploytrail.attribution.Page;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.attribution.TimeRange;
import io.deploytrail.aws.MovedClock;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.pulumi.StackName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// What every session index keeps: the questions, whatever was added first, and whatever was asked
/// before.
public interface SessionIndexContract {
  Instant AT = Instant.parse("2026-11-18T23:59:59Z");
  LocalDate DAY = LocalDate.of(2026, 11, 18);
  Claim THIRD = new Claim.Version(STACK, "3");
  Claim BY_ID = new Claim.Id(ID.toUpperCase(Locale.ROOT));
  TimeRange ALWAYS = new TimeRange(Instant.MIN, Instant.MAX);

  /// An empty index with that clock and [Facts#RETENTION].
  SessionIndex index(Clock clock);

  /// An empty index, at [Facts#NOW].
  default SessionIndex index() {
    return index(Clock.fixed(NOW, UTC));
  }

  private SessionIndex with(Fact... facts) {
    var index = index();
    List.of(facts).forEach(index::add);
    return index;
  }

  /// All pages of that size together.
  private static <T> List<T> pages(int size, Function<PageRequest, Page<T>> asker) {
    var all = new ArrayList<T>();
    var after = Optional.<String>empty();
    do {
      var page = asker.apply(new PageRequest(size, after));
      assertThat(page.items()).hasSizeLessThanOrEqualTo(size);
      all.addAll(page.items());
      after = page.next();
    } while (after.isPresent());
    return all;
  }

  static Claimants claimants(SessionIndex index, Claim claim) {
    return index.claimants(Set.of(claim)).getOrDefault(claim, Claimants.NONE);
  }

  private static Claimants earliest(List<Root> roots, boolean areMore) {
    return new Claimants(roots.stream().map(Claimant::of).toList(), areMore);
  }

  private static List<Object> answers(SessionIndex index) {
    return List.of(
        index.withAccessKey(new AccessKeyId("ASIA1")),
        index.ofPrincipal(principal("web-v3"), ALWAYS),
        index.ofPrincipal(principal("web-v4"), ALWAYS),
        index.ofAssumedRole(Facts.assumedRole("web-v3"), ALWAYS),
        index.boughtBy(principal("parent"), ALWAYS),
        index.boughtBy(principal("other"), ALWAYS),
        index.ofEvent("e1"),
        claimants(index, THIRD),
        claimants(index, new Claim.Version(STACK, "4")),
        pages(10, page -> index.ofStack(STACK, ALWAYS, page)),
        pages(10, page -> index.ofStackVersion(STACK, "3", page)),
        pages(10, page -> index.ofStackVersion(STACK, "4", page)),
        pages(10, page -> index.ofDay(DAY, "", page)),
        pages(10, page -> index.deniedOn(DAY, "", page)));
  }

  @Test
  default void everyFactIsReadBackAsItWasAddedByEveryWayToIt() {
    var root = root("e1", "ASIA1", "web-" + ID, AT);
    var version = root("e2", "ASIA2", "web-v3", AT.plusMillis(1));
    var link = link("e3", "ASIA3", "child", AT, principal("parent"));
    var denied = denied("e4", AT, SUBJECT);
    var index = with(root, version, link, denied);

    assertThat(index.withAccessKey(new AccessKeyId("ASIA1"))).containsExactly(root);
    assertThat(index.withAccessKey(new AccessKeyId("ASIA3"))).containsExactly(link);
    assertThat(index.ofPrincipal(principal("web-v3"), ALWAYS)).containsExactly(version);
    assertThat(index.ofAssumedRole(Facts.assumedRole("child"), ALWAYS)).containsExactly(link);
    assertThat(index.boughtBy(principal("parent"), ALWAYS)).containsExactly(link);
    assertThat(index.ofEvent("e3")).contains(link);
    assertThat(index.ofEvent("e4")).contains(denied);
    assertThat(pages(1, page -> index.withUuid(ID.toUpperCase(Locale.ROOT), page)))
        .containsExactly(root);
    assertThat(pages(1, page -> index.ofStack(STACK, ALWAYS, page))).containsExactly(version, root);
    assertThat(pages(1, page -> index.ofStackVersion(STACK, "3", page))).containsExactly(version);
    assertThat(pages(1, page -> index.ofDay(DAY, "", page))).containsExactly(version, root);
    assertThat(pages(1, page -> index.ofDay(DAY, "acme", page))).containsExactly(version, root);
    assertThat(pages(1, page -> index.deniedOn(DAY, "", page))).containsExactly(denied);
    assertThat(pages(1, page -> index.deniedOn(DAY, "acme", page))).containsExactly(denied);
  }

  @Test
  default void sessionsOfNoStackAreFoundByTheirOrganization() {
    var root = root("e1", "ASIA1", "web-v3", AT, ENVIRONMENT);
    var ownKey = root("e3", "ASIA3", "web-v3", AT.plusMillis(1), OWN_KEY);
    var index = with(root, denied("e2", AT, ENVIRONMENT), ownKey);

    assertThat(pages(1, page -> index.ofDay(DAY, "acme", page))).containsExactly(ownKey, root);
    assertThat(pages(1, page -> index.ofDay(DAY, "other", page))).isEmpty();
    assertThat(pages(1, page -> index.deniedOn(DAY, "acme", page))).hasSize(1);
    assertThat(pages(1, page -> index.ofStack(STACK, ALWAYS, page))).isEmpty();
    assertThat(pages(1, page -> index.ofStackVersion(STACK, "3", page))).isEmpty();
  }

  @Test
  default void bothEndsOfRangeAndOfDayAreIncluded() {
    var first = root("e1", "ASIA1", "web-v3", Instant.parse("2026-11-18T00:00:00Z"));
    var last = root("e2", "ASIA2", "web-v3", AT);
    var next = root("e3", "ASIA3", "web-v3", AT.plusSeconds(1));
    var index = with(next, last, first);
    var range = new TimeRange(first.event().time(), last.event().time());

    assertThat(index.ofPrincipal(principal("web-v3"), range)).containsExactly(first, last);
    assertThat(pages(1, page -> index.ofStack(STACK, range, page))).containsExactly(last, first);
    assertThat(pages(1, page -> index.ofDay(DAY, "", page))).containsExactly(last, first);
    assertThat(pages(1, page -> index.ofDay(DAY, "acme", page))).containsExactly(last, first);
  }

  @Test
  default void eventsOfOneSecondStandInTheOrderOfTheirIdsOnEveryPageSize() {
    var facts = new ArrayList<Fact>();
    for (var id : List.of("e3", "e1", "\uD83D\uDE80", "\uFF5E", "e2")) {
      facts.add(root(id, "ASIA" + id, "web-v3", AT));
    }
    var index = with(facts.toArray(Fact[]::new));

    for (var size = 1; size <= 6; size++) {
      var wanted = size;
      assertThat(pages(wanted, page -> index.ofDay(DAY, "", page)))
          .extracting(root -> root.event().id())
          .containsExactly("\uD83D\uDE80", "\uFF5E", "e3", "e2", "e1");
    }
  }

  @Test
  default void twoKeysOfOneEventAreBothKept() {
    var one = root("e1", "ASIA1", "web-v3", AT);
    var two = root("e1", "ASIA2", "web-v3", AT);
    var index = with(one, two);

    assertThat(index.ofPrincipal(principal("web-v3"), ALWAYS)).containsExactlyInAnyOrder(one, two);
    assertThat(pages(1, page -> index.ofDay(DAY, "", page))).containsExactlyInAnyOrder(one, two);
    assertThat(with(two, one).ofEvent("e1")).isEqualTo(index.ofEvent("e1"));
  }

  @Test
  default void recordsThatDifferUnderOneIdentityGiveTheSameAnswersInAnyOrder() {
    var pairs =
        List.of(
            List.<Fact>of(root("e1", "ASIA1", "web-v3", AT), root("e1", "ASIA1", "web-v4", AT)),
            List.<Fact>of(
                root("e1", "ASIA1", "web-v3", AT),
                link("e1", "ASIA1", "web-v3", AT.plusSeconds(1), principal("parent"))),
            List.<Fact>of(
                link("e1", "ASIA1", "web-v3", AT, principal("parent")),
                link("e1", "ASIA1", "web-v3", AT, principal("other"))),
            List.<Fact>of(denied("e1", AT, SUBJECT), denied("e1", AT, ENVIRONMENT)));
    for (var pair : pairs) {
      var one = pair.getFirst();
      var other = pair.getLast();
      var expected = answers(with(one, other));

      assertThat(answers(with(other, one))).isEqualTo(expected);
      assertThat(answers(with(other, one, other, one, one))).isEqualTo(expected);
      assertThat(expected).isIn(answers(with(one)), answers(with(other)));
    }
  }

  @Test
  default void expiredFactNeitherAnswersNorHidesTheOneThatTakesItsPlace() {
    var expiry = NOW.minus(Facts.RETENTION);
    var expired = root("e1", "ASIA1", "web-v3", expiry);
    var living = root("e1", "ASIA1", "web-v3", expiry.plusSeconds(1));
    var other = root("e2", "ASIA2", "web-v3", expiry.minus(Duration.ofDays(9000)));

    assertThat(with(expired, other).ofPrincipal(principal("web-v3"), ALWAYS)).isEmpty();
    assertThat(with(expired, living).ofEvent("e1")).contains(living);
    assertThat(with(living, expired).ofEvent("e1")).contains(living);
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
    var clock = new MovedClock(AT.plus(Facts.RETENTION).minusSeconds(1));
    var index = index(clock);
    var roots = new ArrayList<Root>();
    for (var number = 0; number < 110; number++) {
      roots.add(root("e%03d".formatted(number), "ASIA" + number, "web-v3", AT.plusSeconds(number)));
    }
    roots.forEach(index::add);
    assertThat(claimants(index, THIRD)).isEqualTo(earliest(roots.subList(0, 100), true));

    clock.move(Duration.ofSeconds(5));
    assertThat(claimants(index, THIRD)).isEqualTo(earliest(roots.subList(5, 105), true));
    var later = root("e200", "ASIA200", "web-v3", AT.plusSeconds(50));
    index.add(later);
    roots.add(51, later);
    assertThat(claimants(index, THIRD)).isEqualTo(earliest(roots.subList(5, 105), true));

    clock.move(Duration.ofSeconds(95));
    assertThat(claimants(index, THIRD)).isEqualTo(earliest(roots.subList(101, 111), false));
    clock.move(Duration.ofSeconds(30));
    assertThat(claimants(index, THIRD)).isEqualTo(Claimants.NONE);
  }

  @Test
  default void valuesThatNoFactCanHaveFindNothing() {
    var index = with(root("e1", "ASIA1", "web-v3", AT), denied("e2", AT, SUBJECT));
    for (var text :
        List.of(
            "",
            "x".repeat(5000),
            "\uD800",
            "denied#e2",
            "version#acme/web/prod@3",
            "' OR 1=1",
            "#ttl")) {
      assertThat(index.ofEvent(text)).isEmpty();
      assertThat(claimants(index, new Claim.Id(text))).isEqualTo(Claimants.NONE);
      assertThat(claimants(index, new Claim.Version(STACK, text))).isEqualTo(Claimants.NONE);
      assertThat(index.ofAssumedRole(text, ALWAYS)).isEmpty();
      assertThat(pages(5, page -> index.withUuid(text, page))).isEmpty();
      assertThat(pages(5, page -> index.ofStackVersion(STACK, text, page))).isEmpty();
      var stack = new StackName(text, "web", "prod");
      assertThat(pages(5, page -> index.ofStack(stack, ALWAYS, page))).isEmpty();
      if (!text.isEmpty()) {
        assertThat(index.withAccessKey(new AccessKeyId(text))).isEmpty();
        assertThat(index.boughtBy(new PrincipalId(text), ALWAYS)).isEmpty();
        assertThat(pages(5, page -> index.ofDay(DAY, text, page))).isEmpty();
      }
    }
  }

  @Test
  default void tokenIsGoodForItsOwnQuestionOnly() {
    var index =
        with(
            root("e1", "ASIA1", "web-v3", AT),
            root("e2", "ASIA2", "web-v3", AT),
            denied("e3", AT, SUBJECT));
    var token = index.ofDay(DAY, "", PageRequest.first(1)).next();
    var again = new PageRequest(1, token);

    assertThat(token).isPresent().get().asString().matches("[A-Za-z0-9_-]+");
    assertThat(index.ofDay(DAY, "", again).items()).hasSize(1);
    List<Runnable> others =
        List.of(
            () -> index.ofDay(DAY.plusDays(1), "", again),
            () -> index.ofDay(DAY, "acme", again),
            () -> index.deniedOn(DAY, "", again),
            () -> index.ofStack(STACK, ALWAYS, again));
    for (var other : others) {
      assertThatThrownBy(other::run).isInstanceOf(InvalidPageTokenException.class);
    }
  }
}
