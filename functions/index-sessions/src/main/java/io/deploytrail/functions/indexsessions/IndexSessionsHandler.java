package io.deploytrail.functions.indexsessions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.aws.LogText;
import io.deploytrail.aws.Rehearsal;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.cloudtrail.reader.UnreadableRecordException;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.index.UnstorableFactException;
import io.deploytrail.metrics.Measurements;
import io.deploytrail.metrics.Meter;
import io.deploytrail.questions.Configuration;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.crac.Core;
import org.crac.Resource;

/// Indexes what EventBridge delivers: a batch of SQS messages with an event each, or one event
/// itself.
///
/// A message that cannot be read is reported back alone, so that SQS hands it to the dead-letter
/// queue and the rest of the batch is done. A failed request to DynamoDB fails the whole batch, and
/// SQS delivers it again.
///
/// Before SnapStart takes its snapshot, the handler goes through a made-up event, so that a
/// restored one has all loaded and compiled that the first real event needs.
public final class IndexSessionsHandler implements RequestStreamHandler, Resource {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /// What DynamoDB says when it has put an item.
  private static final String STORED = "{}";

  private final EventIndexer indexer;
  private final Rehearsal rehearsal;
  private final Meter meter;

  /// What Lambda calls: everything comes from the environment that template.yaml sets.
  public IndexSessionsHandler() {
    this(System.getenv(), new Rehearsal());
    Core.getGlobalContext().register(this);
  }

  private IndexSessionsHandler(Map<String, String> environment, Rehearsal rehearsal) {
    this(environment, Configuration.fromEnvironment(environment), rehearsal);
  }

  private IndexSessionsHandler(
      Map<String, String> environment, Configuration configuration, Rehearsal rehearsal) {
    this(
        DynamoSessionIndex.fromEnvironment(environment, rehearsal.client(), configuration.names()),
        configuration,
        rehearsal,
        Meter.fromEnvironment(environment));
  }

  /// Without metrics.
  public IndexSessionsHandler(SessionIndex index, Configuration configuration) {
    this(index, configuration, new Rehearsal(), Meter.silent());
  }

  public IndexSessionsHandler(
      SessionIndex index, Configuration configuration, Rehearsal rehearsal, Meter meter) {
    this.indexer = new EventIndexer(index, configuration, new RecordReader());
    this.rehearsal = rehearsal;
    this.meter = meter;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var event = MAPPER.readTree(input);
    try (var measured = meter.start()) {
      MAPPER.writeValue(output, answer(event, context.getLogger(), measured));
    }
  }

  private Object answer(JsonNode event, LambdaLogger logger, Measurements measured) {
    if (event.path("Records").isArray()) {
      return indexBatch(event.get("Records"), logger, measured);
    }
    var outcome = indexer.index(event.toString(), measured);
    warn(outcome, logger);
    return Map.of("outcome", outcome.line());
  }

  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    rehearsal
        .attempt(() -> rehearsal.often(this::rehearse, STORED))
        .ifPresentOrElse(
            failure ->
                LambdaRuntime.getLogger()
                    .log(
                        LogText.line(
                            "rehearsed in part, so the first event will take longer: " + failure),
                        LogLevel.WARN),
            () -> LambdaRuntime.getLogger().log("rehearsed before a snapshot", LogLevel.INFO));
  }

  /// Goes through a message with a made-up event, which no metric counts.
  private void rehearse() {
    try (var event = getClass().getResourceAsStream("rehearsal.json");
        var unwritten = Meter.silent().start()) {
      indexer.index(MAPPER.readTree(event).toString(), unwritten);
      MAPPER.writeValueAsBytes(new SQSBatchResponse(List.of(new BatchItemFailure("none"))));
    } catch (IOException e) {
      throw new UncheckedIOException("rehearsal.json was expected in the function's zip", e);
    }
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {}

  private SQSBatchResponse indexBatch(
      JsonNode messages, LambdaLogger logger, Measurements measured) {
    var failures = new ArrayList<BatchItemFailure>();
    for (var message : messages) {
      var id = message.path("messageId").asText();
      try {
        var outcome = indexer.index(message.path("body").asText(), measured);
        logger.log(LogText.line("message " + id + ": " + outcome.line()), LogLevel.INFO);
        warn(outcome, logger);
      } catch (UnreadableRecordException e) {
        failures.add(failure(id, e.reason(), logger));
      } catch (UnstorableFactException e) {
        failures.add(failure(id, e.reason(), logger));
      }
    }
    return new SQSBatchResponse(failures);
  }

  /// Lines of their own.
  private static void warn(EventIndexer.Outcome outcome, LambdaLogger logger) {
    outcome.reused().forEach(line -> logger.log(LogText.line(line), LogLevel.WARN));
  }

  private static BatchItemFailure failure(String id, String reason, LambdaLogger logger) {
    logger.log(
        LogText.line("message " + id + " is left to the dead-letter queue: " + reason),
        LogLevel.ERROR);
    return new BatchItemFailure(id);
  }
}
