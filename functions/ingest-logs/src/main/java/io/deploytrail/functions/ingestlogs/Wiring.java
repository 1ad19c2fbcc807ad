package io.deploytrail.functions.ingestlogs;

import io.deploytrail.aws.Variables;
import io.deploytrail.calls.CallIndex;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.ingestion.LogIngestion;
import io.deploytrail.ingestion.Selection;
import io.deploytrail.ingestion.Sightings;
import io.deploytrail.questions.Configuration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The function's parts, put together as the environment says that template.yaml sets.
final class Wiring {
  private Wiring() {}

  static LogIngestion ingestion(
      Map<String, String> environment, DynamoDbClient dynamo, SqsClient sqs) {
    var configuration = Configuration.fromEnvironment(environment);
    var selection =
        new Selection(configuration.names(), configuration.providers(), configuration::attributor);
    return new LogIngestion(
        DynamoSessionIndex.fromEnvironment(environment, dynamo, configuration.names()),
        CallIndex.fromEnvironment(environment, dynamo),
        Sightings.fromEnvironment(environment, dynamo),
        new QueuedFollowUps(sqs, queueUrl(environment)),
        selection,
        Boolean.parseBoolean(environment.getOrDefault("INDEX_READS", "false")));
  }

  /// The queue from which the function takes its messages.
  static String queueUrl(Map<String, String> environment) {
    return Variables.text(environment, "LOG_FILE_QUEUE_URL");
  }
}
