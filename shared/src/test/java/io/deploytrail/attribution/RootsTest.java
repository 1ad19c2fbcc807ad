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
import static io.deploytrail.attribution.Trail.iamUser;
import static io.deploytrail.attribution.Trail.subject;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.pulumi.Variable;
import io.deploytrail.questions.Configuration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a root says, by its provider, its subject and its name.
final class RootsTest {
  private final Trail trail = new Trail();

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
