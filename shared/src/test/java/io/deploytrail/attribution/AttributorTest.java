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
import static io.deploytrail.attribution.Trail.forwarded;
import static io.deploytrail.attribution.Trail.half;
import static io.deploytrail.attribution.Trail.iamUser;
import static io.deploytrail.attribution.Trail.subject;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.pulumi.Variable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which sessions a call is tied to.
final class AttributorTest {
  private final Trail trail = new Trail();

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
  void nameIsStaticOnlyWhereNoNumberInItMayBeAVersion() {
    var isStatic =
        Map.of(
            "prod-v117", false,
            "ci_017", false,
            "3", false,
            "acme.web.prod.update.9", false,
            "us-east-1", false,
            "k8s-deploy", true,
            "acme-web-prod", true,
            "ec2+deploy2b", true);

    isStatic.forEach((name, expected) -> {
      var root = trail.root("ASIA-" + name, name, subject("acme/web/prod"), START);
      var origin = trail.ask(trail.call(caller(root.session()), LATER)).origin();

      assertThat(origin.warnings().contains(Warning.STATIC_NAME)).as(name).isEqualTo(expected);
      assertThat(
              origin
                  .evidence()
                  .contains("no configured template reads the number in session name " + name))
          .as(name)
          .isEqualTo(!expected);
    });
    var digits = trail.root("ASIA-digits", "web-2026", subject("acme/web/2026"), START);
    assertThat(trail.ask(trail.call(caller(digits.session()), LATER)).origin().warnings())
        .containsExactly(Warning.STATIC_NAME);
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
}
