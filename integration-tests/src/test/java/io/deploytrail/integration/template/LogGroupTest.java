package io.deploytrail.integration.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What template.yaml makes of `TrailLogGroup`, with a trail's bucket and without.
final class LogGroupTest {
  private static final String LOG_GROUP = "acme-trail";
  private static final String FUNCTION = "CollectLogEventsFunction";
  private static final String ROLE = "CollectLogEventsRole";

  private static DeployedTemplate deployed(Map<String, String> parameters) {
    return DeployedTemplate.of(Template.HOME, parameters);
  }

  private static DeployedTemplate alone() {
    return deployed(Map.of("TrailLogGroup", LOG_GROUP));
  }

  private static DeployedTemplate withBucket() {
    return deployed(Map.of("TrailLogGroup", LOG_GROUP, "TrailBucket", "acme-trail"));
  }

  static Stream<DeployedTemplate> installations() {
    return Stream.of(
        alone(), withBucket(), deployed(Map.of("TrailBucket", "acme-trail")), deployed(Map.of()));
  }

  private static Set<String> resources(DeployedTemplate deployed) {
    return Template.read(Template.HOME)
        .at("/Resources")
        .propertyStream()
        .map(Map.Entry::getKey)
        .filter(deployed::has)
        .collect(Collectors.toSet());
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    return all.stream().filter(name -> !some.contains(name)).collect(Collectors.toSet());
  }

  @Test
  void nothingOfItIsThereWithoutALogGroup() {
    var ofBucket = resources(deployed(Map.of("TrailBucket", "acme-trail")));

    assertThat(without(resources(withBucket()), ofBucket))
        .containsExactlyInAnyOrder(
            "TrailLogGroupSubscription",
            "LogGroupMayInvoke",
            "LogEventsBucket",
            "LogEventsBucketPolicy",
            FUNCTION,
            "UncollectedLogEvents",
            "UncollectedLogEventsPolicy",
            "CollectLogEventsLogs",
            ROLE,
            "UncollectedLogEventsAlarm",
            "LostLogEventsAlarm",
            "LogSubscriptionAlarm",
            "CollectLogEventsErrorsAlarm");
  }

  @Test
  void aLogGroupAloneNeedsAllButWhatIsTheBuckets() {
    assertThat(without(resources(withBucket()), resources(alone())))
        .containsExactlyInAnyOrder(
            "LogFileRule",
            "LogFileRuleFailedAlarm",
            "LogFileRuleLostAlarm",
            "BackfillLogs",
            "BackfillLogsRole",
            "BackfillLogsRunsItself",
            "BackfillLogsFailedAlarm");
    assertThat(resources(alone())).contains("LogFileQueue", "IngestLogsFunction", "CallsTable");
  }

  /// What CloudFormation would refuse, and the emulator does not.
  @ParameterizedTest
  @MethodSource("installations")
  void noPolicyNamesWhatIsNotThere(DeployedTemplate deployed) {
    var there = resources(deployed);
    var gone = without(resources(withBucket()), there);
    for (var resource : there) {
      var text = deployed.properties(resource).toString();
      assertThat(gone).as(resource).noneMatch(name -> text.matches(".*\"" + name + "[\".].*"));
    }
  }

  @Test
  void cloudWatchLogsInvokesTheLiveVersionForThatGroupOfThisAccount() {
    var subscription = alone().properties("TrailLogGroupSubscription");
    assertThat(subscription.path("LogGroupName").asText()).isEqualTo(LOG_GROUP);
    assertThat(subscription.path("FilterPattern").asText()).isEmpty();
    assertThat(subscription.path("DestinationArn").asText()).isEqualTo(FUNCTION + "Aliaslive");

    var permission = alone().properties("LogGroupMayInvoke");
    assertThat(permission.path("FunctionName").asText()).isEqualTo(FUNCTION + "Aliaslive");
    assertThat(permission.path("Principal").asText()).isEqualTo("logs.amazonaws.com");
    assertThat(permission.path("SourceArn").asText())
        .isEqualTo("arn:aws:logs:us-east-1:111122223333:log-group:acme-trail:*");
    assertThat(permission.path("SourceAccount").asText()).isEqualTo("111122223333");
    assertThat(
            Template.read(Template.HOME)
                .at("/Resources/TrailLogGroupSubscription/DependsOn")
                .asText())
        .isEqualTo("LogGroupMayInvoke");
  }

  private static List<JsonNode> statements(JsonNode properties) {
    return properties.findParents("Effect").stream()
        .filter(statement -> statement.has("Action"))
        .toList();
  }

  @Test
  void theFunctionMayWriteLogFilesNameThemAndLeaveWhatFailed() {
    var allowed =
        statements(alone().properties(ROLE).path("Policies")).stream()
            .map(statement -> statement.path("Action") + " on " + statement.path("Resource"))
            .toList();

    assertThat(allowed)
        .containsExactlyInAnyOrder(
            "\"s3:PutObject\" on \"LogEventsBucket.Arn/AWSLogs/*/CloudTrail/*\"",
            "\"sqs:SendMessage\" on [\"LogFileQueue.Arn\",\"UncollectedLogEvents.Arn\"]",
            "[\"logs:CreateLogStream\",\"logs:PutLogEvents\"] on \"CollectLogEventsLogs.Arn\"");
  }

  @Test
  void ingestLogsReadsTheBucketsThatAreThere() {
    var own = "\"LogEventsBucket.Arn/AWSLogs/*/CloudTrail/*\" of 111122223333";
    var trails = "\"arn:aws:s3:::acme-trail/AWSLogs/*/CloudTrail/*\" of 111122223333";

    assertThat(read(alone())).containsExactly(own);
    assertThat(read(withBucket())).containsExactly(trails, own);
  }

  private static List<String> read(DeployedTemplate deployed) {
    return statements(deployed.properties("IngestLogsRole")).stream()
        .filter(statement -> statement.path("Action").asText().equals("s3:GetObject"))
        .map(statement ->
            statement.path("Resource")
                + " of "
                + statement.at("/Condition/StringEquals/s3:ResourceAccount").asText())
        .toList();
  }

  private static JsonNode denial(DeployedTemplate deployed, String policy, String action) {
    return assertThat(statements(deployed.properties(policy)))
        .filteredOn(statement ->
            statement.path("Effect").asText().equals("Deny")
                && statement.path("Action").asText().equals(action))
        .singleElement()
        .actual()
        .path("Condition");
  }

  @Test
  void whatIsBelievedOnlyTheFunctionsCanWrite() {
    var byCollector = "{\"ArnNotEquals\":{\"aws:PrincipalArn\":\"" + ROLE + ".Arn\"}}";
    var roles = "[\"IngestLogsRole.Arn\",\"" + ROLE + ".Arn\"]";

    assertThat(denial(alone(), "LogEventsBucketPolicy", "s3:PutObject")).hasToString(byCollector);
    assertThat(denial(alone(), "LogEventsBucketPolicy", "s3:GetObject"))
        .hasToString("{\"ArnNotEquals\":{\"aws:PrincipalArn\":\"IngestLogsRole.Arn\"}}");
    assertThat(denial(alone(), "UncollectedLogEventsPolicy", "sqs:SendMessage"))
        .hasToString(byCollector);
    assertThat(denial(alone(), "LogFileQueuePolicy", "sqs:SendMessage"))
        .hasToString("{\"ArnNotEquals\":{\"aws:PrincipalArn\":" + roles + "}}");
    assertThat(denial(withBucket(), "LogFileQueuePolicy", "sqs:SendMessage"))
        .hasToString(
            "{\"ArnNotEqualsIfExists\":{\"aws:SourceArn\":[\"LogFileRule.Arn\",\"arn:aws:s3:::acme-trail\"]},"
                + "\"ArnNotEquals\":{\"aws:PrincipalArn\":"
                + roles
                + "}}");
  }

  @Test
  void whatFailsIsLeftInAQueueAndWhatIsLostSetsOffAnAlarm() {
    var invocation = alone().properties(FUNCTION).path("EventInvokeConfig");
    assertThat(invocation.path("MaximumRetryAttempts").asInt()).isEqualTo(2);
    assertThat(invocation.at("/DestinationConfig/OnFailure"))
        .hasToString("{\"Type\":\"SQS\",\"Destination\":\"UncollectedLogEvents.Arn\"}");
    var queue = alone().properties("UncollectedLogEvents");
    assertThat(queue.path("SqsManagedSseEnabled").asBoolean()).isTrue();
    assertThat(queue.path("MessageRetentionPeriod").asInt()).isEqualTo(14 * 24 * 3600);
    Map.of(
            "UncollectedLogEventsAlarm",
            "ApproximateNumberOfMessagesVisible of [{\"Name\":\"QueueName\",\"Value\":\"UncollectedLogEvents.QueueName\"}]",
            "LostLogEventsAlarm",
            "DestinationDeliveryFailures of [{\"Name\":\"FunctionName\",\"Value\":\"CollectLogEventsFunction\"}]",
            "LogSubscriptionAlarm",
            "DeliveryErrors of [{\"Name\":\"LogGroupName\",\"Value\":\"acme-trail\"},{\"Name\":\"DestinationType\",\"Value\":\"Lambda\"},"
                + "{\"Name\":\"FilterName\",\"Value\":\"deploytrail-athena\"}]",
            "CollectLogEventsErrorsAlarm",
            "Errors of [{\"Name\":\"FunctionName\",\"Value\":\"CollectLogEventsFunction\"}]")
        .forEach((name, expected) -> {
          var alarm = alone().properties(name);
          assertThat(alarm.path("MetricName").asText() + " of " + alarm.path("Dimensions"))
              .isEqualTo(expected);
          assertThat(alarm.path("Threshold").asInt()).isZero();
        });
  }

  @Test
  void recordsAreKeptForAsLongAsTheyMayBeReadAgain() {
    var longest = Template.read(Template.HOME).parameter("SightingDays").path("MaxValue").asInt();
    var bucket = Template.read(Template.HOME).at("/Resources/LogEventsBucket");
    var days = bucket.at("/Properties/LifecycleConfiguration/Rules/0/ExpirationInDays").asInt();

    // And 14 days in each of two queues.
    assertThat(days).isBetween(longest + 28, longest + 60);
    assertThat(bucket.path("DeletionPolicy").asText()).isEqualTo("RetainExceptOnCreate");
    assertThat(bucket.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
    assertThat(bucket.path("Properties").has("BucketName")).isFalse();
    assertThat(bucket.at("/Properties/PublicAccessBlockConfiguration"))
        .allMatch(value -> value.asText().equals("true"));
  }
}
