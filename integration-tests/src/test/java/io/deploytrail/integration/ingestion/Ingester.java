package io.deploytrail.integration.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.aws.FakeDynamoDb;
import io.deploytrail.functions.ingestlogs.IngestLogsHandler;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.ingestion.IngestionOverFakes;
import io.deploytrail.integration.corpus.Corpus;
import io.deploytrail.integration.corpus.RecordingContext;
import io.deploytrail.questions.Configuration;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;

/// The function ingest-logs over fakes: bytes in, bytes out.
record Ingester(
    FakeDynamoDb dynamo,
    FakeQueue queue,
    InMemorySessionIndex sessions,
    IngestLogsHandler handler) {
  static final String QUEUE_URL = "https://sqs.example/LogFileQueue";

  private static final ObjectMapper JSON = new ObjectMapper();

  static Ingester of(FakeDynamoDb dynamo, S3Client bucket) {
    var queue = new FakeQueue();
    return of(dynamo, bucket, queue, IngestLogsHandler.queue(queue, QUEUE_URL));
  }

  /// One that sends messages again otherwise.
  static Ingester of(FakeDynamoDb dynamo, S3Client bucket, Consumer<String> sender) {
    return of(dynamo, bucket, new FakeQueue(), sender);
  }

  private static Ingester of(
      FakeDynamoDb dynamo, S3Client bucket, FakeQueue queue, Consumer<String> sender) {
    var sessions = new InMemorySessionIndex(Configuration.DEFAULT.names());
    var handler =
        new IngestLogsHandler(
            IngestionOverFakes.of(dynamo, sessions, IngestLogsHandler.followUps(queue, QUEUE_URL)),
            bucket,
            sender);
    return new Ingester(dynamo, queue, sessions, handler);
  }

  JsonNode invoke(JsonNode event, RecordingContext context) {
    return Corpus.invoke(handler, event.toString().getBytes(UTF_8), context);
  }

  /// The ids of the messages of that batch that go back to the queue; they are `message-1` and so
  /// on.
  List<String> failures(RecordingContext context, String... bodies) {
    var batch = JSON.createObjectNode();
    var messages = batch.putArray("Records");
    for (var body : bodies) {
      var id = "message-" + (messages.size() + 1);
      messages.addObject().put("messageId", id).put("body", body);
    }
    return invoke(batch, context).path("batchItemFailures").findValuesAsText("itemIdentifier");
  }
}
