package io.deploytrail.cli.doctor;

import static io.deploytrail.cli.doctor.DeniedRequestException.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/// Whether records get through a queue: how many wait and since when, and which were given up.
final class QueueCheck {
  private static final String WAITING = "queue";
  private static final String GIVEN_UP = "dead letters";

  /// From what age on somebody should look; IssuanceQueueAgeAlarm says so too.
  private static final Duration SLOW = Duration.ofMinutes(15);

  /// A metric of SQS comes each minute, some minutes late.
  private static final Duration LOOK_BACK = Duration.ofMinutes(15);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Regional regional;
  private final Clock clock;

  QueueCheck(Regional regional, Clock clock) {
    this.regional = regional;
    this.clock = clock;
  }

  /// What waits in the queue of that ARN, and in the queue of what its reader could not handle.
  List<Finding> queue(String arn) {
    return Finding.of(WAITING, regional.region(), () -> queueFindings(arn));
  }

  private List<Finding> queueFindings(String arn) {
    var attributes = attributes(arn);
    if (attributes.isEmpty()) {
      return List.of(gone(WAITING, arn));
    }
    var findings = new ArrayList<Finding>();
    var count = messages(attributes.get());
    findings.addAll(Finding.of(WAITING, regional.region(), () -> List.of(waiting(arn, count))));
    deadLetterQueue(attributes.get())
        .ifPresent(deadLetters -> findings.addAll(deadLetters(deadLetters)));
    return findings;
  }

  /// What was left in a queue that nothing reads.
  List<Finding> deadLetters(String arn) {
    return Finding.of(GIVEN_UP, regional.region(), () -> List.of(deadLetter(arn)));
  }

  private Finding deadLetter(String arn) {
    var attributes = attributes(arn);
    if (attributes.isEmpty()) {
      return gone(GIVEN_UP, arn);
    }
    var count = messages(attributes.get());
    return count == 0
        ? Finding.ok(GIVEN_UP, regional.region(), "none in " + name(arn))
        : Finding.problem(
            GIVEN_UP,
            regional.region(),
            count + " in " + name(arn),
            "the functions' logs tell their reasons: docs/operations.md#send-dead-letters-through-again");
  }

  /// How many messages were read from it and deleted since then, as CloudWatch counts them.
  long handled(String arn, Duration lookBack) {
    return Math.round(
        datapoints(arn, "NumberOfMessagesDeleted", Statistic.SUM, lookBack, 3600).stream()
            .mapToDouble(Datapoint::sum)
            .sum());
  }

  private Finding waiting(String arn, long count) {
    if (count == 0) {
      return Finding.ok(WAITING, regional.region(), "nothing waits in " + name(arn));
    }
    var age = ageOfOldest(arn);
    var found =
        "%d wait in %s%s"
            .formatted(
                count,
                name(arn),
                age.isPresent() ? ", the oldest for %d s".formatted(age.getAsLong()) : "");
    return age.orElse(0) < SLOW.toSeconds()
        ? Finding.ok(WAITING, regional.region(), found)
        : Finding.problem(
            WAITING,
            regional.region(),
            found,
            "is the function's event source mapping enabled, the function throttled, or DynamoDB refusing? Its log says");
  }

  /// In seconds; empty if CloudWatch has no value of it yet.
  private OptionalLong ageOfOldest(String arn) {
    return datapoints(arn, "ApproximateAgeOfOldestMessage", Statistic.MAXIMUM, LOOK_BACK, 60)
        .stream()
        .max((one, other) -> one.timestamp().compareTo(other.timestamp()))
        .map(Datapoint::maximum)
        .stream()
        .mapToLong(Math::round)
        .findFirst();
  }

  private List<Datapoint> datapoints(
      String arn, String metric, Statistic statistic, Duration lookBack, int seconds) {
    var now = clock.instant();
    return ask(
            "cloudwatch:GetMetricStatistics",
            "*",
            () ->
                regional
                    .metrics()
                    .getMetricStatistics(request ->
                        request
                            .namespace("AWS/SQS")
                            .metricName(metric)
                            .dimensions(
                                Dimension.builder().name("QueueName").value(name(arn)).build())
                            .startTime(now.minus(lookBack))
                            .endTime(now)
                            .period(seconds)
                            .statistics(statistic)))
        .datapoints();
  }

  private Optional<Map<QueueAttributeName, String>> attributes(String arn) {
    var name = name(arn);
    try {
      var url =
          ask(
              "sqs:GetQueueUrl",
              arn,
              () -> regional.queues().getQueueUrl(request -> request.queueName(name)).queueUrl());
      return Optional.of(
          ask(
              "sqs:GetQueueAttributes",
              arn,
              () ->
                  regional
                      .queues()
                      .getQueueAttributes(
                          request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                      .attributes()));
    } catch (QueueDoesNotExistException _) {
      return Optional.empty();
    }
  }

  private Finding gone(String check, String arn) {
    return Finding.problem(
        check, regional.region(), name(arn) + " is gone", "deploy its stack again");
  }

  /// Waiting or in work.
  private static long messages(Map<QueueAttributeName, String> attributes) {
    return number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
        + number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
  }

  private static long number(
      Map<QueueAttributeName, String> attributes, QueueAttributeName attribute) {
    return Long.parseLong(attributes.getOrDefault(attribute, "0"));
  }

  private static Optional<String> deadLetterQueue(Map<QueueAttributeName, String> attributes) {
    var policy = attributes.get(QueueAttributeName.REDRIVE_POLICY);
    if (policy == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(policy).path("deadLetterTargetArn").asText());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String name(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
