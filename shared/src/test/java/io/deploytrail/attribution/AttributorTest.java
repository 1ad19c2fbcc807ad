package io.deploytrail.attribution;

import static io.deploytrail.attribution.Trail.PULUMI;
import static io.deploytrail.attribution.Trail.START;
import static io.deploytrail.attribution.Trail.caller;
import static io.deploytrail.attribution.Trail.forwarded;
import static io.deploytrail.attribution.Trail.half;
import static io.deploytrail.attribution.Trail.iamUser;
import static io.deploytrail.attribution.Trail.subject;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.WebIdentity;
import io.deploytrail.pulumi.Variable;
import io.deploytrail.questions.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AttributorTest {
  private static final String ID = "806bf21f-444f-4825-a80c-afd12cd2526a";
  private static final String OTHER_ID = "0c1d2e3f-4a5b-4c6d-8e7f-901a2b3c4d5e";
  private static final String NAME = "acme-web-prod-" + ID;
  private static final Instant LATER = START.plusSeconds(600);

  private final Trail trail = new Trail();

  private static Optional<String> id(Attribution attribution) {
    return attribution.origin().deployment().field(Variable.ID);
  }

  private static void assertAnswer(Attribution answer, Verdict verdict, Confidence confidence) {
    assertThat(answer.verdict()).as(answer.toString()).isEqualTo(verdict);
    assertThat(answer.origin().confidence()).as(answer.toString()).contains(confidence);
  }

  private static void assertUnattributed(Attribution answer, Verdict verdict, Warning... warnings) {
    assertThat(answer.verdict()).as(answer.toString()).isEqualTo(verdict);
    assertThat(answer.origin().confidence()).isEmpty();
    assertThat(answer.origin().deployment().fields()).isEmpty();
    assertThat(answer.origin().warnings()).containsExactlyInAnyOrder(warnings);
  }

  @Test
  void keyAndTimeProveTheDeploymentOfTheSignedSubject() {
    var root = trail.root("ASIA1", NAME, subject("acme/web/prod"), START);

    var answer = trail.ask(trail.call(caller(root.session()), LATER));

    assertAnswer(answer, Verdict.DEPLOYMENT, Confidence.PROVEN);
    assertThat(answer.origin().deployment().stack().orElseThrow()).hasToString("acme/web/prod");
    assertThat(id(answer)).contains(ID);
    assertThat(answer.origin().chain()).containsExactly(root);
    assertThat(answer.origin().warnings()).isEmpty();
    assertThat(answer.origin().evidence())
        .contains("access key ASIA1 was issued at 2026-11-20T09:00:00Z by event event-1")
        .contains("subject " + subject("acme/web/prod") + " was signed by " + PULUMI);
  }

  @Test
  void keyWithoutCreationDateCountsOnlyWhileTheSessionLives() {
    trail.root("ASIA1", NAME, subject("acme/web/prod"), START);
    var caller =
        caller("AROADEPLOY:" + NAME, Optional.of("ASIA1"), Optional.empty(), Optional.empty());

    assertAnswer(trail.ask(trail.call(caller, START)), Verdict.DEPLOYMENT, Confidence.PROVEN);
    for (var border : List.of(-5, 3600, 3605)) {
      assertAnswer(
          trail.ask(trail.call(caller, START.plusSeconds(border))),
          Verdict.DEPLOYMENT,
          Confidence.PROVEN);
    }
    for (var outside : List.of(-6, 3606)) {
      assertUnattributed(
          trail.ask(trail.call(caller, START.plusSeconds(outside))),
          Verdict.SUSPECT,
          Warning.ISSUANCE_MISSING);
    }
  }

  @Test
  void forwardedCallIsProvenByItsProviderAndInferredWithoutOne() {
    var root = trail.root("ASIA1", NAME, subject("acme/web/prod"), START);
    var principal = root.session().principal().value();
    var none = Optional.<String>empty();

    for (var key : List.of(none, Optional.of("ASIA-OF-S3"), Optional.of("ASIA1"))) {
      var named = caller(principal, key, Optional.of(START), Optional.of(PULUMI));
      var unnamed = caller(principal, key, Optional.of(START), none);
      assertAnswer(
          trail.ask(trail.call(forwarded(named), LATER)), Verdict.DEPLOYMENT, Confidence.PROVEN);
      assertAnswer(
          trail.ask(trail.call(forwarded(unnamed), LATER)),
          Verdict.DEPLOYMENT,
          Confidence.INFERRED);
    }
    var noKey = caller(principal, none, Optional.of(START), Optional.of(PULUMI));
    assertAnswer(trail.ask(trail.call(noKey, LATER)), Verdict.DEPLOYMENT, Confidence.PROVEN);
  }

  @Test
  void callUnderAKeyOfNoKnownIssuanceIsTiedToNoneOfItsPrincipals() {
    trail.root("ASIA1", "pulumi", subject("acme/web/prod"), START);
    var other =
        caller("AROADEPLOY:pulumi", Optional.of("ASIA2"), Optional.of(START), Optional.of(PULUMI));

    var answer = trail.ask(trail.call(other, LATER));

    assertAnswer(answer, Verdict.PULUMI, Confidence.STATED);
    assertThat(answer.origin().deployment().fields()).isEmpty();
    assertThat(answer.origin().warnings()).containsExactly(Warning.ISSUANCE_MISSING);
  }

  @Test
  void principalAndWindowAloneAreInferred() {
    var root = trail.root("ASIA1", NAME, subject("acme/web/prod"), START);

    var answer = trail.ask(trail.call(half(root.session()), LATER));

    assertAnswer(answer, Verdict.DEPLOYMENT, Confidence.INFERRED);
  }

  @Test
  void creationDateThatFitsNothingMeansTheIssuanceIsMissing() {
    trail.root("ASIA1", "pulumi", subject("acme/web/prod"), START);
    var unknown = START.plusSeconds(300);

    var quiet =
        caller("AROADEPLOY:pulumi", Optional.empty(), Optional.of(unknown), Optional.empty());
    var proven =
        caller(
            "AROADEPLOY:pulumi", Optional.of("ASIA9"), Optional.of(unknown), Optional.of(PULUMI));

    assertUnattributed(trail.ask(trail.call(quiet, LATER)), Verdict.NONE);
    var answer = trail.ask(trail.call(proven, LATER));
    assertAnswer(answer, Verdict.PULUMI, Confidence.STATED);
    assertThat(answer.origin().deployment().fields()).isEmpty();
    assertThat(answer.origin().warnings()).containsExactly(Warning.ISSUANCE_MISSING);
    assertThat(answer.origin().evidence()).anyMatch(sentence -> sentence.contains("ESC"));
  }

  @Test
  void keyMatchMustAgreeInPrincipal() {
    trail.root("ASIA1", NAME, subject("acme/web/prod"), START);
    var other =
        caller("AROAOTHER:someone", Optional.of("ASIA1"), Optional.of(START), Optional.empty());

    assertUnattributed(trail.ask(trail.call(other, LATER)), Verdict.NONE);
  }

  @Test
  void reusedKeyGoesToTheSessionOfItsTime() {
    var first = trail.root("ASIA1", NAME, subject("acme/web/prod"), START);
    var second =
        trail.root(
            "ASIA1",
            "acme-web-dev-" + OTHER_ID,
            subject("acme/web/dev"),
            START.plus(Duration.ofDays(30)));

    var early = trail.ask(trail.call(caller(first.session()), LATER));
    var late =
        trail.ask(
            trail.call(caller(second.session()), START.plus(Duration.ofDays(30)).plusSeconds(5)));

    assertThat(id(early)).contains(ID);
    assertThat(id(late)).contains(OTHER_ID);
    assertThat(early.origin().warnings()).containsExactly(Warning.KEY_REUSED);
    assertThat(late.origin().warnings()).containsExactly(Warning.KEY_REUSED);
  }

  @Test
  void staticNamesAtTheSameTimeAreToldApartByKeyAndCreationDate() {
    var web = trail.root("ASIA1", "pulumi", subject("acme/web/prod"), START);
    var data = trail.root("ASIA2", "pulumi", subject("acme/data/prod"), START.plusSeconds(5));

    var byKey = trail.ask(trail.call(caller(web.session()), LATER));
    var byDate =
        trail.ask(
            trail.call(
                caller(
                    "AROADEPLOY:pulumi",
                    Optional.empty(),
                    Optional.of(START.plusSeconds(5)),
                    Optional.empty()),
                LATER));
    var byWindow = trail.ask(trail.call(half(data.session()), LATER));

    assertAnswer(byKey, Verdict.STACK, Confidence.PROVEN);
    assertThat(byKey.origin().deployment().field(Variable.PROJECT)).contains("web");
    assertThat(byKey.origin().warnings()).containsExactly(Warning.STATIC_NAME);
    assertThat(byDate.origin().deployment().field(Variable.PROJECT)).contains("data");
    assertThat(byWindow.verdict()).isEqualTo(Verdict.AMBIGUOUS);
    assertThat(byWindow.origin().confidence()).isEmpty();
    assertThat(byWindow.origin().candidates()).hasSize(2);
    assertThat(byWindow.origin().deployment().field(Variable.ORGANIZATION)).contains("acme");
    assertThat(byWindow.origin().deployment().field(Variable.PROJECT)).isEmpty();
  }

  @Test
  void severalSessionsOfOneDeploymentAreOneAnswer() {
    var first = trail.root("ASIA1", NAME, subject("acme/web/prod"), START);
    trail.root("ASIA2", NAME, subject("acme/web/prod"), START.plusSeconds(60));

    var answer = trail.ask(trail.call(half(first.session()), LATER));

    assertAnswer(answer, Verdict.DEPLOYMENT, Confidence.INFERRED);
    assertThat(id(answer)).contains(ID);
  }

  @Test
  void aSessionThatPulumiDidNotMintKeepsANeighbourFromBeingNamed() {
    var root = trail.root("ASIA1", NAME, subject("acme/web/prod"), START);
    trail.link(iamUser(), "ASIA2", "AROADEPLOY", NAME, START.plusSeconds(60));

    var answer = trail.ask(trail.call(half(root.session()), LATER));

    assertThat(answer.verdict()).isEqualTo(Verdict.AMBIGUOUS);
    assertThat(answer.origin().deployment().fields()).isEmpty();
    assertThat(answer.origin().candidates()).hasSize(1);
  }

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
  void statedByTheRecordsOwnProviderWhereTheIssuanceIsUnknown() {
    var answer =
        trail.ask(
            trail.call(
                caller(
                    "AROADEPLOY:" + NAME,
                    Optional.of("ASIA1"),
                    Optional.of(START),
                    Optional.of(PULUMI)),
                LATER));

    assertAnswer(answer, Verdict.DEPLOYMENT, Confidence.STATED);
    assertThat(id(answer)).contains(ID);
    assertThat(answer.origin().deployment().stack()).isEmpty();
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
  void providersThatLookAlikeProveNothing() {
    for (var provider :
        List.of(
            "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc/v2",
            "arn:aws:iam::111122223333:oidc-provider/evil-api.pulumi.com/oidc",
            "arn:aws:iam::111122223333:oidc-provider/evil.com/oidc-provider/api.pulumi.com/oidc",
            "arn:evil:iam::111122223333:oidc-provider/api.pulumi.com/oidc",
            "arn:aws:iam::1:oidc-provider/api.pulumi.com/oidc",
            "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
            "api.pulumi.com/oidc")) {
      var alone = new Trail();
      var stated =
          caller(
              "AROADEPLOY:" + NAME,
              Optional.of("ASIA1"),
              Optional.of(START),
              Optional.of(provider));
      assertUnattributed(
          alone.ask(alone.call(stated, LATER)), Verdict.SUSPECT, Warning.ISSUANCE_MISSING);
      var minted = alone.root("ASIA7", NAME, subject("acme/web/prod"), START, provider);
      assertUnattributed(alone.ask(alone.call(caller(minted.session()), LATER)), Verdict.SUSPECT);
    }
  }

  @Test
  void providerCountsInEveryPartitionAndAccount() {
    for (var provider :
        List.of(
            "arn:aws-cn:iam::999988887777:oidc-provider/api.pulumi.com/oidc",
            "arn:aws-us-gov:iam::999988887777:oidc-provider/api.pulumi.com/oidc")) {
      var alone = new Trail();
      var root = alone.root("ASIA1", NAME, subject("acme/web/prod"), START, provider);
      assertAnswer(
          alone.ask(alone.call(caller(root.session()), LATER)),
          Verdict.DEPLOYMENT,
          Confidence.PROVEN);
    }
  }

  @Test
  void copiedNameIsSuspectAndTheCallThatGotItIsItsCallers() {
    var link = trail.link(iamUser(), "ASIA1", "AROADEPLOY", NAME, START);

    assertUnattributed(trail.ask(Trail.call(link)), Verdict.NONE);
    assertUnattributed(trail.ask(trail.call(caller(link.session()), LATER)), Verdict.SUSPECT);
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
  void deploymentThatTakesAPulumiLikeNameStaysTheDeployment() {
    var root = trail.root("ASIA0", NAME, subject("acme/web/prod"), START);
    var link =
        trail.link(
            caller(root.session()),
            "ASIA1",
            "AROAOTHER",
            "pulumi-" + OTHER_ID,
            START.plusSeconds(5));

    var answer = trail.ask(trail.call(caller(link.session()), LATER));

    assertAnswer(answer, Verdict.DEPLOYMENT, Confidence.PROVEN);
    assertThat(id(answer)).contains(ID);
  }

  @Test
  void nameThatContradictsItsSubjectGivesNoId() {
    var configuration =
        Configuration.of(
            List.of("${organization.name}-${project.name}-${stack.name}-${deployment.id}"),
            List.of(),
            List.of());
    var root = trail.root("ASIA1", "acme-web-prod-" + ID, subject("acme/web/dev"), START);

    var answer = trail.ask(trail.call(caller(root.session()), LATER), configuration);

    assertAnswer(answer, Verdict.STACK, Confidence.PROVEN);
    assertThat(answer.origin().deployment().stack().orElseThrow()).hasToString("acme/web/dev");
    assertThat(id(answer)).isEmpty();
    assertThat(answer.origin().clues()).containsEntry(Variable.ID, ID);
    assertThat(answer.origin().warnings()).containsExactly(Warning.NAME_CONTRADICTS_SUBJECT);
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

  @Test
  void escSessionIsAnEnvironmentWhateverItsName() {
    var root = trail.root("ASIA1", NAME, "pulumi:environments:org:acme:env:web/prod", START);

    var answer = trail.ask(trail.call(caller(root.session()), LATER));

    assertAnswer(answer, Verdict.ENVIRONMENT, Confidence.PROVEN);
    assertThat(answer.origin().environment())
        .contains(
            new Environment("acme", Optional.of("web/prod"), Optional.empty(), Optional.empty()));
    assertThat(answer.origin().deployment().fields()).isEmpty();
    assertThat(answer.origin().warnings()).isEmpty();
  }

  @Test
  void callersThatAreNoRoleSessionsAreNone() {
    assertUnattributed(trail.ask(trail.call(iamUser(), LATER)), Verdict.NONE);
    assertUnattributed(trail.ask(trail.call(Caller.UNKNOWN, LATER)), Verdict.NONE);
  }

  @Test
  void recordThatNamesAnotherProviderIsNotTiedToPulumisSession() {
    var root = trail.root("ASIA1", NAME, subject("acme/web/prod"), START);
    var github =
        Optional.of("arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com");
    var forged =
        caller(
            root.session().principal().value(), Optional.of("ASIA1"), Optional.of(START), github);

    assertThat(trail.ask(trail.call(forged, LATER)).verdict()).isEqualTo(Verdict.SUSPECT);
  }
}
