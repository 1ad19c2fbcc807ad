package io.deploytrail.functions.indexsessions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.cloudtrail.reader.UnreadableRecordException;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.index.UnstorableFactException;
import io.deploytrail.questions.Configuration;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Indexes what EventBridge delivers: a batch of SQS messages with an event each, or one event
/// itself.
///
/// A message that cannot be read is reported back alone, so that SQS hands it to the dead-letter
/// queue and the rest of the batch is done. A failed request to DynamoDB fails the whole batch, and
/// SQS delivers it again.
public final class IndexSessionsHandler implements RequestStreamHandler {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final EventIndexer indexer;

  /// What Lambda calls: everything comes from the environment that template.yaml sets.
  public IndexSessionsHandler() {
    this(
        DynamoSessionIndex.fromEnvironment(
            System.getenv(),
            DynamoDbClient.create(),
            Configuration.fromEnvironment(System.getenv()).names()));
  }

  public IndexSessionsHandler(SessionIndex index) {
    this.indexer = new EventIndexer(index, new RecordReader());
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var event = MAPPER.readTree(input);
    if (event.path("Records").isArray()) {
      MAPPER.writeValue(output, indexBatch(event.get("Records"), context.getLogger()));
      return;
    }
    MAPPER.writeValue(output, Map.of("outcome", indexer.index(event.toString())));
  }

  private SQSBatchResponse indexBatch(JsonNode messages, LambdaLogger logger) {
    var failures = new ArrayList<BatchItemFailure>();
    for (var message : messages) {
      var id = message.path("messageId").asText();
      try {
        logger.log(
            "message " + id + ": " + indexer.index(message.path("body").asText()), LogLevel.INFO);
      } catch (UnreadableRecordException e) {
        failures.add(failure(id, e.reason(), logger));
      } catch (UnstorableFactException e) {
        failures.add(failure(id, e.reason(), logger));
      }
    }
    return new SQSBatchResponse(failures);
  }

  private static BatchItemFailure failure(String id, String reason, LambdaLogger logger) {
    logger.log("message " + id + " is left to the dead-letter queue: " + reason, LogLevel.ERROR);
    return new BatchItemFailure(id);
  }
}
