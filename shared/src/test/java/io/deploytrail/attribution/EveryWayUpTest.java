package io.deploytrail.attribution;

import static io.deploytrail.attribution.Trail.START;
import static io.deploytrail.attribution.Trail.caller;
import static io.deploytrail.attribution.Trail.iamUser;
import static io.deploytrail.attribution.Trail.subject;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.questions.Configuration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class EveryWayUpTest {
  private static final Instant LATER = START.plusSeconds(900);
  private static final int LINKS = 1_500;
  private static final String LOOKALIKE = "pulumi-806bf21f-444f-4825-a80c-afd12cd2526a";

  private final Trail trail = new Trail();
  private final AtomicInteger asked = new AtomicInteger();
  private final Attributor rules = Configuration.DEFAULT.attributor(new CountingLookup());

  private final class CountingLookup implements SessionLookup {
    @Override
    public List<Issuance> withAccessKey(AccessKeyId accessKey) {
      asked.incrementAndGet();
      return trail.index.withAccessKey(accessKey);
    }

    @Override
    public List<Issuance> ofPrincipal(PrincipalId principal, TimeRange issued) {
      return trail.index.ofPrincipal(principal, issued);
    }

    @Override
    public List<Issuance> ofAssumedRole(String assumedRole, TimeRange issued) {
      return trail.index.ofAssumedRole(assumedRole, issued);
    }

    @Override
    public Map<Claim, Claimants> claimants(Set<Claim> claims) {
      return trail.index.claimants(claims);
    }
  }

  /// A chain of that many links below that caller.
  private List<Link> chain(Caller first, int links, String name) {
    var all = new ArrayList<Link>();
    var buyer = first;
    for (var hop = 1; hop <= links; hop++) {
      var link = trail.link(buyer, name + hop, "AROASELF", name, START.plusSeconds(hop / 10));
      all.add(link);
      buyer = caller(link.session());
    }
    return all;
  }

  @Test
  void callsAlongALongChainAskALittleForEachOfItsSessions() {
    var root = trail.root("ASIAROOT", "pulumi", subject("acme/web/prod"), START);
    var sessions = new ArrayList<Issuance>(chain(caller(root.session()), LINKS, "self"));
    Collections.shuffle(sessions, new Random(1));
    var origins = rules.possibleOrigins();

    for (var session : sessions) {
      assertThat(origins.apply(trail.call(caller(session.session()), LATER)))
          .extracting(possible -> possible.origin().chain())
          .containsExactly(List.of(root));
    }

    assertThat(asked.get()).isLessThan(5 * LINKS);
  }

  @Test
  void aNameOnTheWayThatPresentsItselfIsToldOfAllBelowAndOfNoneAbove() {
    var above = chain(iamUser(), 3, "alice");
    var lookalike = chain(caller(above.getLast().session()), 1, LOOKALIKE).getFirst();
    var below = chain(caller(lookalike.session()), 3, "bob");
    var origins = rules.possibleOrigins();

    for (var round = 0; round < 2; round++) {
      assertThat(verdicts(origins.apply(trail.call(caller(below.getLast().session()), LATER))))
          .containsExactly(Verdict.SUSPECT);
      assertThat(verdicts(origins.apply(trail.call(caller(above.getLast().session()), LATER))))
          .containsExactly(Verdict.NONE);
      assertThat(verdicts(origins.apply(trail.call(caller(lookalike.session()), LATER))))
          .containsExactly(Verdict.SUSPECT);
    }
  }

  private static List<Verdict> verdicts(List<Attributor.PossibleOrigin> origins) {
    return origins.stream().map(possible -> possible.origin().verdict()).toList();
  }

  @Test
  void aCircleLeadsNowhereFromWhereverItIsEntered() {
    var first = Trail.session("ASIA1", "AROASELF", "self", START);
    var second = Trail.session("ASIA2", "AROASELF", "self", START);
    trail.link(caller(second), "ASIA1", "AROASELF", "self", START);
    trail.link(caller(first), "ASIA2", "AROASELF", "self", START);
    var below = chain(caller(first), 2, "below").getLast().session();
    var origins = rules.possibleOrigins();

    for (var session : List.of(below, second, first)) {
      assertThat(origins.apply(trail.call(caller(session), LATER))).isEmpty();
    }
  }
}
