package io.deploytrail.cli;

import static io.deploytrail.cli.DoctorRuns.assertAdvice;
import static io.deploytrail.cli.DoctorRuns.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cli.console.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `doctor --stack` looks at because a stack says where it is.
final class DoctorOfStackTest {
  @TempDir private Path folder = Path.of("");
  private final SoundInstallation installed;
  private final SoundStack stack;

  DoctorOfStackTest() throws IOException {
    installed = new SoundInstallation();
    stack = new SoundStack(installed);
  }

  @AfterEach
  void stop() {
    installed.close();
  }

  private Desk.Run doctor(String... more) {
    return new DoctorRuns(folder).ofStack(more);
  }

  @Test
  void soundStackHasNoProblem() {
    var run = doctor();

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out().lines().map(Desk::json))
        .extracting(finding -> finding.path("check").asText())
        .containsExactly(
            "provider",
            "trail",
            "rule",
            "queue",
            "dead letters",
            "dead letters",
            "stack",
            "function",
            "function",
            "alarm",
            "sessions");
    assertThat(DoctorRuns.unsound(run)).isEmpty();
    assertThat(run.out()).contains("admits acme", "api.pulumi.com/oidc");
  }

  /// Which are missing shows that they were read.
  @Test
  void organizationsTemplatesAndProviderAreTheStacks() {
    stack.parameter("Organizations", "globex");
    assertProblem(doctor(), "provider", "; STS does not even read its tokens", "globex");
    assertThat(doctor("--organization", "acme").exitCode()).isZero();
    stack.parameter("Organizations", "acme");

    stack.parameter("SessionNameTemplates", "");
    assertAdvice(doctor(), "names", "no template reads", "pulumi-${deployment.id}");
    assertThat(DoctorRuns.unsound(doctor("--template", "pulumi-${deployment.id}"))).isEmpty();
    stack.parameter("SessionNameTemplates", "pulumi-${deployment.id}");

    stack.parameter("Provider", "pulumi.acme.example/oidc");
    assertThat(doctor().out()).contains("no OIDC provider pulumi.acme.example/oidc");
    assertThat(doctor("--provider", "api.pulumi.com/oidc").exitCode()).isZero();
  }

  @Test
  void oneOfStackAndTableIsNeeded() {
    for (var words :
        new String[][] {
          {},
          {"--stack", "deploytrail", "--table", "sessions"},
          {"--stack", "d", "--athena-stack", "a"}
        }) {
      var run = new DoctorRuns(folder).with(words);

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err())
          .startsWith("deploytrail: one of --stack, --table and --athena-stack says where to look")
          .hasLineCount(1);
    }
  }

  @Test
  void stackOfOtherParametersIsOfAnotherVersion() {
    stack.withoutParameter("SightingDays");
    assertAdvice(doctor(), "stack", "older version: it has no parameter SightingDays", "#upgrade");
    stack.withoutParameter("IndexReads");
    assertThat(doctor().out()).contains("it has no parameters IndexReads, SightingDays");
    stack.parameter("SightingDays", "14");
    stack.parameter("IndexReads", "false");

    stack.parameter("Tomorrows", "1");
    assertAdvice(doctor(), "stack", "this one has no parameter Tomorrows", "the version that");
  }

  @Test
  void membersAreSaidToBeOutOfSight() {
    stack.parameter("MemberAccounts", "222233334444 333344445555");
    assertAdvice(doctor(), "stack", "222233334444 333344445555", "deploytrail-forwarding");
    stack.parameter("MemberAccounts", "");
    stack.parameter("MemberOrganization", "o-a1b2c3d4e5");
    assertAdvice(doctor(), "stack", "o-a1b2c3d4e5", "describe-rule");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"Version\":\"7\",\"State\":\"Failed\",\"StateReason\":\"no memory\"', cannot run: no memory",
    "'\"Version\":\"7\",\"LastUpdateStatus\":\"Failed\",\"LastUpdateStatusReason\":\"no key\"', could not be updated: no key",
    "'\"Version\":\"$LATEST\",\"State\":\"Active\"', names no published version"
  })
  void functionThatCannotRunIsTold(String fields, String found) {
    stack.function(SoundStack.INDEX, fields);

    assertProblem(doctor(), "function", SoundStack.INDEX + " " + found, "deploy its stack again");
  }

  @ParameterizedTest
  @CsvSource({
    "'DeployTrail 0.0.9, configuration 3', ', of DeployTrail 0.0.9; this is '",
    "'DeployTrail 10.0.0, configuration 12', ', of DeployTrail 10.0.0; this is '",
    "Configuration 3, ', which does not say of which DeployTrail it is; this is '",
    "'', ', which does not say of which DeployTrail it is; this is '"
  })
  void functionOfAnotherVersionIsTold(String description, String found) {
    stack.function(
        SoundStack.INDEX,
        "\"Version\":\"7\",\"State\":\"Active\",\"Description\":\"%s\"".formatted(description));

    assertAdvice(doctor(), "function", "version 7" + found + Home.version(), "#upgrade");
  }

  @Test
  void functionWithoutItsAliasIsTold() {
    installed.aws.get(
        "functions/" + SoundStack.INDEX + "/configuration",
        404,
        "{\"__type\":\"ResourceNotFoundException\",\"Message\":\"no\"}");

    assertProblem(doctor(), "function", "no alias live", "deploy its stack again");
  }

  @Test
  void queueThatNoFunctionReadsIsTold() {
    stack.mappings(SoundStack.INDEX, SoundStack.mapping("deploytrail-IssuanceQueue-1", "Disabled"));
    assertProblem(
        doctor(),
        "function",
        "does not read deploytrail-IssuanceQueue-1: its event source mapping is Disabled",
        "update-event-source-mapping --region us-east-1 --uuid u-1 --enabled");
    stack.mappings(SoundStack.INDEX, SoundStack.mapping("deploytrail-IssuanceQueue-1", "Updating"));
    assertThat(doctor().exitCode()).isZero();

    stack.mappings(SoundStack.INDEX, "");
    assertProblem(doctor(), "function", "it reads no queue", "deploy its stack again");
  }

  @Test
  void alarmThatIsOnIsTold() {
    stack.alarm("deploytrail-IssuanceQueueAgeAlarm-1", "ALARM");

    assertProblem(
        doctor(),
        "alarm",
        "deploytrail-IssuanceQueueAgeAlarm-1 is on: Threshold Crossed",
        "look into the log; docs/operations.md#alarms");
  }

  @Test
  void alarmOfAnotherStackIsNotTold() {
    stack.alarm("deploytrail-europe-IssuanceQueueAgeAlarm-1", "ALARM");
    assertThat(doctor().out()).contains("none of the stack's 1 is on");

    installed.aws.cbor("DescribeAlarms", 200, Map.of("MetricAlarms", List.of()));
    assertProblem(doctor(), "alarm", "deploytrail has no alarm", "deploy the stack again");
  }
}
