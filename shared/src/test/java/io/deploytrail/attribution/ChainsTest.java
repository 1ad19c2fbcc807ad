package io.deploytrail.attribution;

import static io.deploytrail.attribution.Asked.ID;
import static io.deploytrail.attribution.Asked.LATER;
import static io.deploytrail.attribution.Asked.NAME;
import static io.deploytrail.attribution.Asked.OTHER_ID;
import static io.deploytrail.attribution.Asked.assertAnswer;
import static io.deploytrail.attribution.Asked.assertUnattributed;
import static io.deploytrail.attribution.Asked.id;
import static io.deploytrail.attribution.Trail.PULUMI;
import static io.deploytrail.attribution.Trail.START;
import static io.deploytrail.attribution.Trail.caller;
import static io.deploytrail.attribution.Trail.half;
import static io.deploytrail.attribution.Trail.iamUser;
import static io.deploytrail.attribution.Trail.subject;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.WebIdentity;
import io.deploytrail.pulumi.Variable;
import io.deploytrail.questions.Configuration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Chains of sessions, from a call up to the root.
final class ChainsTest {
  private final Trail trail = new Trail();

  @Test
  void chainOfAThousandSessionsLeadsToItsRoot() {
    var root = trail.root("ASIA0", NAME, subject("acme/web/prod"), START);
    var session = root.session();
    Link last = null;
    for (var hop = 1; hop <= 1_000; hop++) {
      last =
          trail.link(
              caller(session), "ASIA" + hop, "AROAHOP" + hop, "hop", START.plusSeconds(hop / 10));
      session = last.session();
    }

    var answer = trail.ask(trail.call(caller(session), START.plusSeconds(2100)));

    assertAnswer(answer, Verdict.DEPLOYMENT, Confidence.PROVEN);
    assertThat(answer.origin().chain()).hasSize(1_001).startsWith(last).endsWith(root);
  }

  @Test
  void chainIsAsStrongAsItsWeakestLink() {
    var root = trail.root("ASIA0", NAME, subject("acme/web/prod"), START);
    var link =
        trail.link(half(root.session()), "ASIA1", "AROATARGET", "hop", START.plusSeconds(60));

    assertAnswer(
        trail.ask(trail.call(caller(link.session()), LATER)),
        Verdict.DEPLOYMENT,
        Confidence.INFERRED);
  }

  @Test
  void bothCopiesOfACrossAccountHopGetTheBetterCopysAnswer() {
    var root = trail.root("ASIA0", "pulumi", subject("acme/web/prod"), START);
    trail.root("ASIA9", "pulumi", subject("acme/data/prod"), START.plusSeconds(1));
    var session = Trail.session("ASIA1", "AROATARGET", "hop", START.plusSeconds(60));
    var shared = Optional.of("shared-1");
    var source =
        new Link(
            Trail.event(
                "e-source",
                "sts.amazonaws.com",
                "AssumeRole",
                session.issuedAt(),
                shared,
                Optional.empty()),
            session,
            caller(root.session()));
    var target =
        new Link(
            Trail.event(
                "e-target",
                "sts.amazonaws.com",
                "AssumeRole",
                session.issuedAt(),
                shared,
                Optional.empty()),
            session,
            half(root.session()));
    trail.index.add(target);
    trail.index.add(source);

    for (var answer :
        List.of(
            trail.ask(Trail.call(source)),
            trail.ask(Trail.call(target)),
            trail.ask(trail.call(caller(session), LATER)))) {
      assertAnswer(answer, Verdict.STACK, Confidence.PROVEN);
      assertThat(answer.origin().deployment().field(Variable.PROJECT)).contains("web");
      assertThat(answer.origin().warnings()).containsExactly(Warning.STATIC_NAME);
    }
  }

  @Test
  void correctionTakesThePlaceOfWhatItCorrects() {
    var session = Trail.session("ASIA1", "AROADEPLOY", NAME, START);
    var wrong =
        Trail.event(
            "e-1",
            "sts.amazonaws.com",
            "AssumeRoleWithWebIdentity",
            START,
            Optional.empty(),
            Optional.empty());
    var right =
        Trail.event(
            "e-2",
            "sts.amazonaws.com",
            "AssumeRoleWithWebIdentity",
            START,
            Optional.empty(),
            Optional.of("e-1"));
    trail.index.add(
        new Root(right, session, new WebIdentity(PULUMI, "acme", subject("acme/web/prod"))));
    trail.index.add(
        new Root(wrong, session, new WebIdentity(PULUMI, "acme", subject("acme/web/typo"))));

    var answer = trail.ask(trail.call(caller(session), LATER));

    assertThat(answer.origin().deployment().stack().orElseThrow()).hasToString("acme/web/prod");
    assertThat(answer.origin().warnings()).isEmpty();
  }

  @Test
  void circleEndsWithoutAnAnswer() {
    var one = Trail.session("ASIA1", "AROAONE", "one", START);
    var two = Trail.session("ASIA2", "AROATWO", "two", START.plusSeconds(1));
    trail.link(caller(two), "ASIA1", "AROAONE", "one", START);
    trail.link(caller(one), "ASIA2", "AROATWO", "two", START.plusSeconds(1));

    assertUnattributed(trail.ask(trail.call(caller(one), LATER)), Verdict.NONE);
  }

  @Test
  void linkWhoseCallerIsStatedMakesItsDescendantsStated() {
    var unknown =
        caller("AROADEPLOY:" + NAME, Optional.of("ASIA1"), Optional.of(START), Optional.of(PULUMI));
    var link = trail.link(unknown, "ASIA2", "AROATARGET", "hop-" + OTHER_ID, START.plusSeconds(9));

    var answer = trail.ask(trail.call(caller(link.session()), LATER));

    assertAnswer(answer, Verdict.DEPLOYMENT, Confidence.STATED);
    assertThat(id(answer)).contains(ID);
  }

  @Test
  void chainRootedInASuspectSessionIsSuspect() {
    var link = trail.link(iamUser(), "ASIA1", "AROADEPLOY", NAME, START);
    var next =
        trail.link(caller(link.session()), "ASIA2", "AROAOTHER", "harmless", START.plusSeconds(5));

    assertUnattributed(trail.ask(Trail.call(next)), Verdict.SUSPECT);
    assertUnattributed(trail.ask(trail.call(caller(next.session()), LATER)), Verdict.SUSPECT);
  }

  @Test
  void foreignOrganizationIsWarnedOfThroughTheChain() {
    var configuration = Configuration.of(List.of(), List.of("acme"), List.of());
    var root = trail.root("ASIA0", "evil-web-prod-" + ID, subject("evil/web/prod"), START);
    var link =
        trail.link(caller(root.session()), "ASIA1", "AROAOTHER", "hop", START.plusSeconds(5));

    var answer = trail.ask(trail.call(caller(link.session()), LATER), configuration);

    assertAnswer(answer, Verdict.DEPLOYMENT, Confidence.PROVEN);
    assertThat(answer.origin().warnings()).containsExactly(Warning.FOREIGN_ORGANIZATION);
  }
}
