package io.deploytrail.cli;

import static io.deploytrail.cli.DoctorRuns.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A sound installation, and what is said of each thing that may be wrong with one.
final class DoctorCommandTest {
  private static final String[] READS_ALL = {"--organization", "acme"};
  @TempDir private Path folder = Path.of("");
  private final SoundInstallation installed;

  DoctorCommandTest() throws IOException {
    installed = new SoundInstallation();
  }

  private DoctorRuns runs() {
    return new DoctorRuns(folder);
  }

  @AfterEach
  void stop() {
    installed.close();
  }

  @Test
  void soundInstallationHasNoProblem() {
    var run = runs().doctor(READS_ALL);

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out().lines().map(Desk::json))
        .extracting(finding -> finding.path("check").asText())
        .containsExactly(
            "provider", "trail", "rule", "queue", "dead letters", "dead letters", "sessions");
    assertThat(run.out()).contains(installed.issued.toString(), "admits acme", "audit logs");
    assertThat(DoctorRuns.unsound(run)).isEmpty();
  }

  @Test
  void personReadsTheNextStepBelowWhatWasFound() {
    installed.rule("ENABLED", "{}");

    assertThat(runs().doctor("--format", "table").out().lines())
        .anyMatch(line -> line.startsWith("problem ") && line.contains("is ENABLED, not"))
        .anyMatch(line -> line.contains("next: aws events put-rule --region us-east-1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"deploytrail-TrustRule-1", "deploytrail-forwarding-trust"})
  void ruleOfTrustIsLookedAtWhereItIs(String rule) throws IOException {
    installed.targets(rule, "deploytrail-IssuanceQueue-1", "deploytrail-UndeliveredIssuances-1");

    installed.firstRule(rule, "ENABLED", SoundInstallation.pattern("TrustRule"));
    assertThat(DoctorRuns.unsound(runs().doctor(READS_ALL))).isEmpty();
    assertThat(runs().doctor(READS_ALL).out()).contains(rule + " picks changes of roles' trust");

    installed.firstRule(rule, "DISABLED", SoundInstallation.pattern("TrustRule"));
    assertProblem(runs().doctor(READS_ALL), "rule", rule + " is DISABLED", "--state ENABLED");

    installed.firstRule(rule, "ENABLED", SoundInstallation.pattern());
    assertProblem(runs().doctor(READS_ALL), "rule", rule + " does not pick", "CreateRole");
  }

  @Test
  void organizationInOtherCasingIsShown() {
    installed.audience("Acme");

    assertProblem(
        runs().doctor(READS_ALL), "provider", "Acme is written otherwise", "--client-id acme");
  }

  @Test
  void missingProviderIsNamed() {
    installed.aws.xml("ListOpenIDConnectProviders", "<ListOpenIDConnectProvidersResponse/>");

    assertProblem(
        runs().doctor(),
        "provider",
        "no OIDC provider api.pulumi.com/oidc; STS reads no token of it",
        "template-pulumi-role.yaml");
  }

  @Test
  void stoppedTrailIsToBeStarted() {
    installed.trail("{\"IsLogging\":false}");

    assertProblem(runs().doctor(), "trail", "audit is stopped", "aws cloudtrail start-logging");
  }

  @Test
  void regionWithoutTrailIsTold() {
    installed.aws.json("DescribeTrails", SoundInstallation.NOTHING, "{\"trailList\":[]}");

    assertProblem(runs().doctor(), "trail", "no trail", "multi-Region trail");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        "EventSelectors":[{"ReadWriteType":"WriteOnly","IncludeManagementEvents":true}]\
        """,
        """
        "EventSelectors":[{"ReadWriteType":"All","IncludeManagementEvents":false}]\
        """,
        """
        "AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]}]}]\
        """,
        """
        "AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},
          {"Field":"readOnly","Equals":["false"]}]}]\
        """,
        """
        "AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},
          {"Field":"eventSource","NotEquals":["kms.amazonaws.com","sts.amazonaws.com"]}]}]\
        """
      })
  void trailWithoutReadEventsIsTold(String selectors) {
    installed.selectors(selectors);

    assertProblem(
        runs().doctor(), "trail", "does not log read management events", "put-event-selectors");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        "EventSelectors":[{"ReadWriteType":"ReadOnly","IncludeManagementEvents":true}]\
        """,
        """
        "AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]}]},
          {"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},
          {"Field":"eventSource","NotEquals":["kms.amazonaws.com"]}]}]\
        """
      })
  void trailWithReadEventsIsSound(String selectors) {
    installed.selectors(selectors);

    assertThat(runs().doctor().exitCode()).isZero();
  }

  @Test
  void ruleInTheUsualStateIsToldWithItsCorrection() throws IOException {
    installed.rule("ENABLED", SoundInstallation.pattern());

    assertProblem(
        runs().doctor(),
        "rule",
        "is ENABLED, not " + SoundInstallation.ALL_EVENTS,
        "--state " + SoundInstallation.ALL_EVENTS);
  }

  @Test
  void changedPatternIsToldWithItsCorrection() throws IOException {
    installed.rule(
        SoundInstallation.ALL_EVENTS, SoundInstallation.pattern().replace("aws.sts", "other"));

    assertProblem(runs().doctor(), "rule", "does not pick", SoundInstallation.pattern());
  }

  @Test
  void missingRuleIsTold() {
    installed.aws.json("ListRules", SoundInstallation.NOTHING, "{\"Rules\":[]}");

    assertProblem(runs().doctor(), "rule", "no rule picks issuances", "deploy template.yaml");
  }

  @Test
  void memberRegionIsLookedAtToo() {
    assertThat(runs().doctor("--member-region", "eu-central-1").out().lines())
        .filteredOn(line -> line.contains("\"eu-central-1\""))
        .hasSize(5);
  }

  @Test
  void waitingForMinutesIsSound() {
    installed.queue("deploytrail-IssuanceQueue-1", 3);
    installed.ages(
        Map.of(installed.issued.minusSeconds(120), 900.0, installed.issued.minusSeconds(60), 61.0));

    var run = runs().doctor();

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("3 wait in deploytrail-IssuanceQueue-1, the oldest for 61 s");
  }

  @Test
  void waitingForLongIsAProblem() {
    installed.queue("deploytrail-IssuanceQueue-1", 3);
    installed.ages(Map.of(installed.issued.minusSeconds(60), 901.0));

    assertProblem(runs().doctor(), "queue", "the oldest for 901 s", "event source mapping");
  }

  @Test
  void deadLettersAreAProblem() {
    installed.queue("deploytrail-IssuanceDeadLetters-1", 2);

    assertProblem(
        runs().doctor(),
        "dead letters",
        "2 in deploytrail-IssuanceDeadLetters-1",
        "docs/operations.md");
  }

  @Test
  void emptyIndexIsToldWithTheNextStep() {
    installed.sessions();

    assertProblem(runs().doctor(), "sessions", "no session was issued", "run a Pulumi deployment");
  }

  @Test
  void advisesNamesThatLeadToTheirDeployments() {
    var advised = runs().doctorWithout();
    assertThat(advised.exitCode()).isZero();
    assertThat(advised.out())
        .contains("\"check\":\"names\"", "\"state\":\"ADVICE\"", "pulumi-${deployment.id}");
    assertThat(runs().doctor().out()).doesNotContain("ADVICE");

    installed.sessions(
        installed.stored(
            MadeUpTrail.ROOT.replace("pulumi-" + MadeUpTrail.ID, "pulumi-deployments")));
    assertThat(runs().doctorWithout().out())
        .contains(
            "1 of the last session names lead to no deployment, such as pulumi-deployments",
            "${organization.name}-${project.name}-${stack.name}-${deployment.id}");
  }

  @Test
  void tableOfAnotherShapeIsTold() {
    installed.aws.json(
        "DescribeTable", SoundInstallation.NOTHING, "{\"Table\":{\"TableName\":\"sessions\"}}");

    assertProblem(runs().doctor(), "sessions", "accessKeyId", "SessionsTableName");
  }
}
