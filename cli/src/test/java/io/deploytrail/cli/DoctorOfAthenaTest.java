package io.deploytrail.cli;

import static io.deploytrail.cli.DoctorRuns.assertAdvice;
import static io.deploytrail.cli.DoctorRuns.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `doctor --athena-stack` says.
final class DoctorOfAthenaTest {
  @TempDir private Path folder = Path.of("");
  private final LoopbackAws aws = new LoopbackAws();
  private final SoundAthena athena;

  DoctorOfAthenaTest() throws IOException {
    System.setProperty("deploytrail.home", Path.of("..").toAbsolutePath().normalize().toString());
    athena = new SoundAthena(aws);
  }

  @AfterEach
  void stop() {
    aws.close();
    System.clearProperty("deploytrail.home");
  }

  private Desk.Run doctor() {
    return new DoctorRuns(folder)
        .with("--athena-stack", "deploytrail-athena", "--region", "us-east-1");
  }

  @Test
  void soundStackHasNoProblem() {
    var run = doctor();

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(DoctorRuns.unsound(run)).isEmpty();
    assertThat(run.out().lines().map(Desk::json))
        .extracting(finding -> finding.path("check").asText())
        .containsExactly("stack", "catalog", "catalog", "trail", "trail", "trail", "lake", "alarm");
    assertThat(run.out())
        .contains(
            "deploytrail-athena has the parameters of this version",
            "the database deploytrail, 20 tables and views, and 37 saved queries in the workgroup deploytrail-athena",
            "those of this version",
            "log files of 2 accounts: 111122223333 444455556666, as Accounts says",
            "log files of 2 Regions: us-east-1 eu-west-1, as Regions says",
            "none of the stack's 1 is on");
  }

  /// SAM sends the template in a spelling of its own.
  @Test
  void templateOfAnotherSpellingIsTheSame() throws IOException {
    athena.template(LongForm.of(SoundAthena.TEMPLATE));

    assertThat(LongForm.of(SoundAthena.TEMPLATE)).contains("\"Fn::GetAtt\"").doesNotContain("!Sub");
    assertThat(doctor().out()).contains("those of this version");
  }

  @Test
  void viewOfAnotherVersionIsTold() throws IOException {
    athena.template(
        Files.readString(SoundAthena.TEMPLATE)
            .replace("12 AS longest_session_hours", "1 AS longest_session_hours"));

    assertAdvice(doctor(), "catalog", "1 are not as here: ConfigurationView", "sam deploy");
  }

  @Test
  void resourceThatIsGoneOrBrokenIsTold() throws IOException {
    athena.resources("UPDATE_FAILED");
    assertProblem(
        doctor(),
        "catalog",
        "DeploymentCallsView (AWS::Glue::Table) is UPDATE_FAILED: no",
        "deploy it again");
    athena.resources("DELETE_COMPLETE");
    assertProblem(doctor(), "catalog", "is DELETE_COMPLETE", "deploy it again");
  }

  @Test
  void stackThatWasRolledBackIsTold() throws IOException {
    athena.withoutOutputs();
    athena.resources("DELETE_COMPLETE");

    assertProblem(doctor(), "catalog", "is DELETE_COMPLETE", "deploy it again");
  }

  @Test
  void stackOfAnotherTemplateIsRefused() {
    athena.withoutParameter("Accounts");
    var run = doctor();

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("it is no stack of template-athena.yaml").hasLineCount(1);
  }

  @Test
  void trailOfAnOrganizationNeedsItsId() {
    athena.accounts("AWSLogs/", "o-a1b2c3d4e5");

    assertProblem(
        doctor(),
        "trail",
        "lie under s3://acme-trail/AWSLogs/o-a1b2c3d4e5/",
        "OrganizationId=o-a1b2c3d4e5");
  }

  @Test
  void trailElsewhereIsTold() {
    athena.accounts("AWSLogs/");
    assertProblem(
        doctor(), "trail", "no account has a folder under s3://acme-trail/AWSLogs/", "TrailPrefix");
    athena.trail(404, "NoSuchBucket");
    assertProblem(doctor(), "trail", "there is no bucket acme-trail", "TrailBucket");
    athena.trail(301, "PermanentRedirect");
    assertProblem(doctor(), "trail", "is in another Region", "deploy the stack there");
  }

  @Test
  void accountsAndRegionsAreComparedWithTheFolders() {
    athena.parameter("Accounts", "111122223333");
    assertAdvice(
        doctor(),
        "trail",
        "no question reads the log files of account 444455556666",
        "'Accounts=111122223333 444455556666'");
    athena.parameter("Accounts", "111122223333 444455556666 777788889999");
    assertAdvice(doctor(), "trail", "no log files of account 777788889999", "docs/costs.md#");
    athena.parameter("Accounts", "111122223333 444455556666");

    athena.parameter("Regions", "us-east-1");
    assertAdvice(
        doctor(), "trail", "log files of Region eu-west-1", "'Regions=us-east-1 eu-west-1'");
    athena.parameter("Regions", "us-east-1 eu-west-1 ap-south-1 ap-south-2");
    assertAdvice(
        doctor(), "trail", "no log files of 2 Regions: ap-south-1 ap-south-2", "docs/costs.md#");
  }

  @Test
  void trailThatStoppedIsTold() {
    athena.logFiles(1, 0);
    assertProblem(doctor(), "trail", "no log files of today or yesterday", "get-trail-status");
    athena.logFiles(0, 1);
    assertThat(doctor().exitCode()).isZero();
  }

  @Test
  void lakeThatIsEmptyOrGoneIsTold() {
    athena.emptyLake();
    assertAdvice(doctor(), "lake", "the lake in " + SoundAthena.LAKE + " is empty", "step 4");
    athena.noLake();
    assertProblem(doctor(), "lake", "is gone", "docs/athena.md#the-lake");
  }

  @Test
  void alarmThatIsOnIsTold() {
    athena.alarm("ALARM");

    assertProblem(
        doctor(), "alarm", "LakeStaleAlarm-1 is on", "missing days; docs/athena.md#the-lake");
  }

  @Test
  void missingPermissionIsNamedAndHidesNothingElse() throws IOException {
    for (var action : new String[] {"ListStackResources", "GetTemplate"}) {
      aws.refuseXml(action);
      assertNotChecked("cloudformation:" + action);
      athena.template(Files.readString(SoundAthena.TEMPLATE));
      athena.resources("CREATE_COMPLETE");
    }
    athena.trail(403, "AccessDenied");
    assertNotChecked("s3:ListBucket");
  }

  private void assertNotChecked(String action) {
    var run = doctor();
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(2);
    assertThat(DoctorRuns.unsound(run))
        .as(run.out())
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.path("next").asText()).startsWith("allow " + action + " on "));
    assertThat(run.out()).contains("\"OK\"");
    assertThat(DoctorPermissionsTest.policy()).contains("\"" + action + "\"");
  }
}
