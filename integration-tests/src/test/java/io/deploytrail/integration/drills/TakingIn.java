package io.deploytrail.integration.drills;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.functions.indexsessions.IndexSessionsHandler;
import io.deploytrail.functions.ingestlogs.IngestLogsHandler;
import io.deploytrail.integration.corpus.Corpus;
import io.deploytrail.integration.corpus.RecordingContext;
import io.deploytrail.integration.corpus.Tables;
import io.deploytrail.integration.ingestion.FakeBucket;
import io.deploytrail.integration.ingestion.FakeQueue;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/// The two functions that take records in, index-sessions and ingest-logs, as instances that know
/// nothing of what came before: their queues' messages in, those that go back out.
record TakingIn(
    RequestStreamHandler indexer,
    RequestStreamHandler ingester,
    FakeQueue followUps,
    RecordingContext context) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// A message and the function that takes it.
  record Message(boolean isEvent, String id, String body) {}

  static TakingIn over(DynamoDbClient client, Map<String, byte[]> bucket) {
    var tables = Tables.over(client);
    var queue = new FakeQueue();
    return new TakingIn(
        new IndexSessionsHandler(tables.sessions(), Tables.CONFIGURATION),
        new IngestLogsHandler(
            tables.ingestion(IngestLogsHandler.followUps(queue, "https://sqs.example/queue")),
            new FakeBucket(key -> bucket.getOrDefault(key, new byte[0])),
            IngestLogsHandler.queue(queue, "https://sqs.example/queue")),
        queue,
        new RecordingContext());
  }

  /// The ids of the messages that go back to the queue; what makes the function fail is thrown.
  Set<String> failures(List<Message> batch) {
    var event = JSON.createObjectNode();
    var messages = event.putArray("Records");
    for (var message : batch) {
      messages.addObject().put("messageId", message.id()).put("body", message.body());
    }
    var function = batch.getFirst().isEvent() ? indexer : ingester;
    var answer = Corpus.invoke(function, event.toString().getBytes(UTF_8), context);
    return new HashSet<>(answer.path("batchItemFailures").findValuesAsText("itemIdentifier"));
  }

  /// The follow-ups that were left since the last time.
  List<String> takeFollowUps() {
    var bodies = followUps.sent().stream().map(SendMessageRequest::messageBody).toList();
    followUps.sent().clear();
    return bodies;
  }
}
