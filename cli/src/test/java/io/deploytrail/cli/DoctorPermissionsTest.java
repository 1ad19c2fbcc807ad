package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which permission `doctor` names when it is missing: what needs no other is looked at all the
/// same.
final class DoctorPermissionsTest {
  @TempDir private Path folder = Path.of("");
  private final SoundInstallation installed;

  DoctorPermissionsTest() throws IOException {
    installed = new SoundInstallation();
  }

  @AfterEach
  void stop() {
    installed.close();
  }

  /// That of docs/operations.md.
  static String policy() {
    try {
      var page = Files.readString(Path.of("../docs/operations.md"));
      var section = page.substring(page.indexOf("## Why is my index empty?"));
      return section.substring(0, section.indexOf("\n## "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DoctorRuns runs() {
    return new DoctorRuns(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cloudtrail:DescribeTrails",
        "cloudtrail:GetTrailStatus",
        "cloudtrail:GetEventSelectors",
        "events:ListRules",
        "events:ListTargetsByRule",
        "sqs:GetQueueUrl",
        "sqs:GetQueueAttributes",
        "dynamodb:DescribeTable",
        "dynamodb:Query"
      })
  void missingPermissionIsNamedAndHidesNothingElse(String action) {
    installed.aws.refuseJson(action.substring(action.indexOf(':') + 1));

    assertNotChecked(action);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iam:ListOpenIDConnectProviders", "iam:GetOpenIDConnectProvider"})
  void missingPermissionOnIamIsNamed(String action) {
    installed.aws.refuseXml(action.substring(action.indexOf(':') + 1));

    assertNotChecked(action);
  }

  @Test
  void missingPermissionOnTheMetricIsNamed() {
    installed.queue("deploytrail-IssuanceQueue-1", 3);
    installed.aws.cbor(
        "GetMetricStatistics",
        400,
        Map.of("__type", "com.amazonaws.cloudwatch#AccessDenied", "message", "no"));

    assertNotChecked("cloudwatch:GetMetricStatistics");
  }

  /// The stack's table is not known then; Region and account are.
  @Test
  void missingPermissionOnTheStackIsNamed() {
    installed.aws.refuseXml("DescribeStacks");

    assertNotChecked("cloudformation:DescribeStacks", runs().ofStack());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cloudwatch:DescribeAlarms", "cloudwatch:GetMetricStatistics"})
  void missingPermissionOnAlarmsAndMetricsIsNamed(String action) throws IOException {
    new SoundStack(installed).takeLogFiles();
    installed.aws.cbor(
        action.substring(action.indexOf(':') + 1),
        400,
        Map.of("__type", "com.amazonaws.cloudwatch#AccessDenied", "message", "no"));

    assertNotChecked(action, runs().ofStack());
  }

  @ParameterizedTest
  @CsvSource({
    "lambda:GetFunctionConfiguration, functions/.*/configuration",
    "lambda:ListEventSourceMappings, event-source-mappings",
    "s3:GetBucketNotification, acme-trail"
  })
  void missingPermissionOnFunctionsAndBucketIsNamed(String action, String path) throws IOException {
    new SoundStack(installed).takeLogFiles();
    installed.aws.get(
        path,
        403,
        path.equals("acme-trail")
            ? "<Error><Code>AccessDenied</Code><Message>no</Message></Error>"
            : "{\"__type\":\"AccessDeniedException\",\"Message\":\"no\"}");

    assertNotChecked(action, runs().ofStack());
  }

  /// What answers in the place of AWS.
  @Test
  void answerWithoutACodeIsNoRefusal() {
    installed.aws.get(".*", 501, "");
    installed.aws.cbor("DescribeAlarms", 501, Map.of());
    var run = runs().ofStack();

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("deploytrail: AWS answered HTTP status 501");
  }

  private void assertNotChecked(String action) {
    assertNotChecked(action, runs().doctor());
  }

  private static void assertNotChecked(String action, Desk.Run run) {
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(2);
    assertThat(DoctorRuns.unsound(run))
        .isNotEmpty()
        .allSatisfy(finding -> {
          assertThat(policy()).contains("\"" + action + "\"");
          assertThat(finding.path("state").asText()).isEqualTo("NOT_CHECKED");
          assertThat(finding.path("next").asText()).startsWith("allow " + action + " on ");
        });
    assertThat(run.out()).contains("\"OK\"");
  }
}
