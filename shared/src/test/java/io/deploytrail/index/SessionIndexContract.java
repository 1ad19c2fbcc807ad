package io.deploytrail.index;

import static io.deploytrail.index.ClaimantsContract.claimants;
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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deploytrail.attribution.Claim;
import io.deploytrail.attribution.Claimants;
import io.deploytrail.attribution.Page;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.attribution.TimeRange;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.pulumi.StackName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// What every session index keeps: the questions, whatever was added first, and whatever was asked
/// before.
public interface SessionIndexContract extends ClaimantsContract, TrustHistoryContract {
  LocalDate DAY = LocalDate.of(2026, 11, 18);
  TimeRange ALWAYS = new TimeRange(Instant.MIN, Instant.MAX);

  /// All pages of that size together.
  static <T> List<T> pages(int size, Function<PageRequest, Page<T>> asker) {
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
