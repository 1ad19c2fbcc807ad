package io.deploytrail.cli.doctor;

import static io.deploytrail.cli.doctor.DeniedRequestException.ask;

import io.deploytrail.cli.ask.DeployedStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Whether the stack learns of the trail's new log files, and takes them in.
final class LogFilesCheck {
  private static final String NAME = "log files";

  /// A trail of an account in use writes many files a day.
  private static final Duration LOOK_BACK = Duration.ofHours(24);

  private static final String GUIDE = "docs/operations.md#take-in-log-files";

  private final Regional regional;
  private final QueueCheck queues;
  private final RuleCheck rules;
  private final DeployedStack stack;
  private final String bucket;
  private final String queue;

  /// Of a stack that takes log files in: it has the output LogFileQueueArn.
  LogFilesCheck(Regional regional, QueueCheck queues, RuleCheck rules, DeployedStack stack) {
    this.regional = regional;
    this.queues = queues;
    this.rules = rules;
    this.stack = stack;
    this.bucket = parameter("TrailBucket");
    this.queue = stack.output("LogFileQueueArn");
  }

  private String parameter(String name) {
    return stack.parameters().getOrDefault(name, "");
  }

  List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    if (!bucket.isEmpty()) {
      findings.addAll(Finding.of(NAME, regional.region(), this::notifications));
    }
    findings.addAll(queues.queue(queue));
    if (stack.outputs().containsKey("UncollectedLogEventsUrl")) {
      findings.addAll(queues.deadLetters(besideTheQueue(stack.output("UncollectedLogEventsUrl"))));
    }
    findings.addAll(Finding.of(NAME, regional.region(), () -> List.of(handled())));
    return findings;
  }

  /// The ARN of a queue of the same account and Region, by its URL.
  private String besideTheQueue(String url) {
    return queue.substring(0, queue.lastIndexOf(':') + 1) + url.substring(url.lastIndexOf('/') + 1);
  }

  /// The three ways of docs/operations.md; one is enough.
  private List<Finding> notifications() {
    var topic = parameter("TrailTopicArn");
    if (!topic.isEmpty()) {
      return List.of(ok("the stack's queue subscribes to " + topic));
    }
    var owner = parameter("TrailAccount");
    if (!owner.isEmpty() && !owner.equals(queue.split(":", 6)[4])) {
      return List.of(
          Finding.advice(
              NAME,
              regional.region(),
              "whom %s notifies cannot be seen from here: it is of account %s"
                  .formatted(bucket, owner),
              "ask there whether it notifies %s: aws s3api get-bucket-notification-configuration --bucket %s"
                  .formatted(queue, bucket)));
    }
    try {
      return notified(
          ask(
              "s3:GetBucketNotification",
              "arn:*:s3:::" + bucket,
              () ->
                  regional
                      .buckets()
                      .getBucketNotificationConfiguration(request -> request.bucket(bucket))));
    } catch (S3Exception e) {
      return List.of(ofBucket(e));
    }
  }

  private List<Finding> notified(GetBucketNotificationConfigurationResponse notifications) {
    if (notifications.queueConfigurations().stream().anyMatch(this::isOurs)) {
      return List.of(ok(bucket + " notifies " + QueueCheck.name(queue)));
    }
    return notifications.eventBridgeConfiguration() == null
        ? List.of(
            problem(
                "%s notifies neither EventBridge nor %s".formatted(bucket, QueueCheck.name(queue)),
                "switch EventBridge on at the bucket: " + GUIDE))
        : rules.ofLogFiles(bucket);
  }

  private boolean isOurs(QueueConfiguration notification) {
    return notification.queueArn().equals(queue)
        && notification.eventsAsStrings().stream()
            .anyMatch(event -> event.startsWith("s3:ObjectCreated:"));
  }

  private Finding ofBucket(S3Exception failure) {
    return switch (failure.statusCode()) {
      case 404 ->
          problem("there is no bucket " + bucket, "let TrailBucket be the trail's: " + GUIDE);
      // S3 sends us to where the bucket is; its notifications do not leave that Region.
      case 301 -> problem(bucket + " is in another Region", "deploy the stack there: " + GUIDE);
      default -> throw failure;
    };
  }

  private Finding handled() {
    var handled = queues.handled(queue, LOOK_BACK);
    return handled > 0
        ? ok(
            "%d notifications were handled in the last %d hours"
                .formatted(handled, LOOK_BACK.toHours()))
        : problem(
            "no notification was handled in the last %d hours".formatted(LOOK_BACK.toHours()),
            bucket.isEmpty()
                ? "does the trail write to the log group %s? The log of collect-log-events says what it wrote"
                    .formatted(parameter("TrailLogGroup"))
                : "does the trail write to %s under %sAWSLogs/? The log of ingest-logs says what it read"
                    .formatted(bucket, parameter("TrailPrefix")));
  }

  private Finding ok(String found) {
    return Finding.ok(NAME, regional.region(), found);
  }

  private Finding problem(String found, String next) {
    return Finding.problem(NAME, regional.region(), found, next);
  }
}
