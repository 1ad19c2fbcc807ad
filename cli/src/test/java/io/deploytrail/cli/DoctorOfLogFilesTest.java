package io.deploytrail.cli;

import static io.deploytrail.cli.DoctorRuns.assertAdvice;
import static io.deploytrail.cli.DoctorRuns.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cli.console.Home;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `doctor --stack` says of the way of log files.
final class DoctorOfLogFilesTest {
  @TempDir private Path folder = Path.of("");
  private final SoundInstallation installed;
  private final SoundStack stack;

  DoctorOfLogFilesTest() throws IOException {
    installed = new SoundInstallation();
    stack = new SoundStack(installed);
    stack.takeLogFiles();
  }

  @AfterEach
  void stop() {
    installed.close();
  }

  private Desk.Run doctor() {
    return new DoctorRuns(folder).ofStack();
  }

  private void assertSound(String found) {
    var run = doctor();
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(DoctorRuns.unsound(run)).isEmpty();
    assertThat(run.out()).contains(found);
  }

  @Test
  void eachStationIsLookedAtOnce() {
    var run = doctor();

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out().lines().map(Desk::json))
        .extracting(finding -> finding.path("found").asText())
        .doesNotHaveDuplicates()
        .contains(
            "deploytrail-LogFileRule-1 picks what acme-trail tells EventBridge",
            "nothing waits in deploytrail-LogFileQueue-1",
            "none in deploytrail-LogFileDeadLetters-1",
            "3 notifications were handled in the last 24 hours",
            "the alias live of deploytrail-IngestLogsFunction-1 is its version 3, of DeployTrail "
                + Home.version(),
            "deploytrail-IngestLogsFunction-1 reads deploytrail-LogFileQueue-1");
  }

  /// Also where no rule leads to them.
  @Test
  void queueAndItsDeadLettersAreLookedAt() {
    installed.firstRule("nightly", "ENABLED");
    stack.parameter("TrailTopicArn", "arn:aws:sns:us-east-1:111122223333:trail");
    installed.queue("deploytrail-LogFileDeadLetters-1", 4);

    assertProblem(
        doctor(), "dead letters", "4 in deploytrail-LogFileDeadLetters-1", "dead-letters");
  }

  @Test
  void bucketMayNotifyTheQueueItself() {
    stack.bucket(
        200,
        """
        <QueueConfiguration><Queue>%s</Queue><Event>s3:ObjectCreated:*</Event></QueueConfiguration>
        """
            .formatted(SoundStack.LOG_FILE_QUEUE));
    // Nobody needs it then.
    stack.logFileRule("DISABLED");

    assertSound("acme-trail notifies deploytrail-LogFileQueue-1");
  }

  @Test
  void bucketThatNotifiesNobodyWhoCountsIsTold() {
    var neither = "notifies neither EventBridge nor deploytrail-LogFileQueue-1";
    var queue = "<QueueConfiguration><Queue>%s</Queue><Event>%s</Event></QueueConfiguration>";
    stack.bucket(200, "");
    assertProblem(doctor(), "log files", neither, "#take-in-log-files");
    stack.bucket(200, queue.formatted(SoundStack.LOG_FILE_QUEUE, "s3:ObjectRemoved:*"));
    assertProblem(doctor(), "log files", neither, "#take-in-log-files");
    stack.bucket(200, queue.formatted(SoundStack.LOG_FILE_QUEUE + "0", "s3:ObjectCreated:*"));
    assertProblem(doctor(), "log files", neither, "#take-in-log-files");
  }

  @Test
  void bucketThatIsGoneOrElsewhereIsTold() {
    stack.bucket(404, "NoSuchBucket");
    assertProblem(doctor(), "log files", "there is no bucket acme-trail", "TrailBucket");
    stack.bucket(301, "PermanentRedirect");
    assertProblem(doctor(), "log files", "is in another Region", "deploy the stack there");
  }

  @Test
  void ruleBehindEventBridgeIsLookedAt() {
    stack.logFileRule("DISABLED");
    assertProblem(
        doctor(),
        "rule",
        "deploytrail-LogFileRule-1 is DISABLED",
        "aws events enable-rule --region us-east-1 --name deploytrail-LogFileRule-1");
    installed.firstRule("nightly", "ENABLED");
    assertProblem(doctor(), "rule", "no rule picks log files", "deploy the stack again");
  }

  @Test
  void topicIsBelievedAndBucketOfAnotherAccountAskedFor() {
    stack.bucket(200, "");
    stack.parameter("TrailAccount", "777788889999");
    assertAdvice(doctor(), "log files", "it is of account 777788889999", "--bucket acme-trail");
    stack.parameter("TrailTopicArn", "arn:aws:sns:us-east-1:111122223333:trail");
    assertSound("the stack's queue subscribes to arn:aws:sns:us-east-1:111122223333:trail");
    stack.parameter("TrailTopicArn", "");

    stack.parameter("TrailAccount", "111122223333");
    assertProblem(doctor(), "log files", "notifies neither", "#take-in-log-files");
  }

  @Test
  void logGroupNeedsNoBucket() {
    stack.takeLogEvents();
    stack.parameter("TrailBucket", "");
    installed.firstRule("nightly", "ENABLED");
    stack.bucket(404, "NoSuchBucket");

    assertSound("none in deploytrail-UncollectedLogEvents-1");
    assertSound("the alias live of deploytrail-CollectLogEventsFunction-1 is its version 2");

    installed.queue("deploytrail-UncollectedLogEvents-1", 3);
    assertProblem(
        doctor(), "dead letters", "3 in deploytrail-UncollectedLogEvents-1", "dead-letters");
    installed.queue("deploytrail-UncollectedLogEvents-1", 0);
    stack.handled();
    assertProblem(
        doctor(), "log files", "no notification was handled", "the log group acme-trail-logs");
  }

  @Test
  void dayWithoutALogFileIsTold() {
    stack.handled();
    assertProblem(doctor(), "log files", "no notification was handled", "the trail write to");
  }
}
