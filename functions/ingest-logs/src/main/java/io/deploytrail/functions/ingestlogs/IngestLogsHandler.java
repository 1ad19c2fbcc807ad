package io.deploytrail.functions.ingestlogs;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.aws.LogText;
import io.deploytrail.ingestion.FollowUps;
import io.deploytrail.ingestion.LogIngestion;
import io.deploytrail.metrics.Meter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Takes in the log files that notifications name: a batch of SQS messages, or one notification or
/// batch of keys itself.
///
/// A message that cannot be done is reported back alone with its reason in the log, so that SQS
/// hands it out again and in the end to the dead-letter queue. Doing any of them again changes
/// nothing. An object may take half of the time that is left, the last all of it, so that one
/// without an end costs the others no more than that. A message that had no time at all is sent
/// again as a new one: it has not failed, and must not become a dead letter for it.
public final class IngestLogsHandler implements RequestStreamHandler {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /// What a large file takes; a message that would start later is sent again.
  private static final int ENOUGH_MILLIS = 60_000;

  private final ObjectIngester ingester;
  private final Consumer<String> queue;
  private final Meter meter;

  /// What Lambda calls: everything comes from the environment that template.yaml sets.
  public IngestLogsHandler() {
    this(System.getenv(), SqsClient.create());
  }

  private IngestLogsHandler(Map<String, String> environment, SqsClient sqs) {
    this(
        Wiring.ingestion(environment, DynamoDbClient.create(), sqs),
        S3Client.create(),
        queue(sqs, Wiring.queueUrl(environment)),
        Meter.fromEnvironment(environment));
  }

  /// Without metrics.
  public IngestLogsHandler(LogIngestion ingestion, S3Client s3, Consumer<String> queue) {
    this(ingestion, s3, queue, Meter.silent());
  }

  /// `queue` sends a message to the queue from which this function takes its own.
  public IngestLogsHandler(
      LogIngestion ingestion, S3Client s3, Consumer<String> queue, Meter meter) {
    this.ingester = new ObjectIngester(ingestion, s3);
    this.queue = queue;
    this.meter = meter;
  }

  /// A queue to which messages are sent by their bodies.
  public static Consumer<String> queue(SqsClient client, String url) {
    return body -> client.sendMessage(request -> request.queueUrl(url).messageBody(body));
  }

  /// Follow-ups as messages in the queue from which this function takes its own.
  public static FollowUps followUps(SqsClient client, String queueUrl) {
    return new QueuedFollowUps(client, queueUrl);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    var event = MAPPER.readTree(input);
    var logger = context.getLogger();
    try (var measured = meter.start()) {
      var books = new Bookkeeping(warnings(logger), measured, true);
      if (event.path("Records").path(0).has("messageId")) {
        MAPPER.writeValue(output, handleBatch(event.get("Records"), context, books));
        return;
      }
      var outcome =
          ingester.handle(
              MessageReader.read(event),
              TimeShare.of(context::getRemainingTimeInMillis),
              books.ofOldObjects());
      logger.log(LogText.line(outcome), LogLevel.INFO);
      MAPPER.writeValue(output, Map.of("outcome", outcome));
    }
  }

  private SQSBatchResponse handleBatch(JsonNode messages, Context context, Bookkeeping books) {
    var failures = new ArrayList<BatchItemFailure>();
    var time = TimeShare.of(context::getRemainingTimeInMillis);
    var inOrder = inOrder(messages);
    for (var number = 0; number < inOrder.size(); number++) {
      var message = inOrder.get(number);
      if (number > 0 && context.getRemainingTimeInMillis() < ENOUGH_MILLIS) {
        sendAgain(message, context.getLogger()).ifPresent(failures::add);
      } else {
        var share = time.forNextOf(inOrder.size() - number);
        handle(message, share, context.getLogger(), books).ifPresent(failures::add);
      }
    }
    return new SQSBatchResponse(failures);
  }

  /// Those last that came most often: what takes longer than its share of a run goes back, and has
  /// all that the others leave of a later one.
  private static List<JsonNode> inOrder(JsonNode messages) {
    return StreamSupport.stream(messages.spliterator(), false)
        .sorted(
            Comparator.comparingInt(
                message -> message.at("/attributes/ApproximateReceiveCount").asInt(1)))
        .toList();
  }

  private Optional<BatchItemFailure> handle(
      JsonNode message, TimeShare time, LambdaLogger logger, Bookkeeping books) {
    try {
      var asked = MessageReader.read(message.path("body").asText());
      var outcome = ingester.handle(asked, time, books);
      logger.log(LogText.line("message " + id(message) + ": " + outcome), LogLevel.INFO);
      return Optional.empty();
    } catch (UnexpectedMessageException e) {
      books.refused();
      return Optional.of(failure(message, "" + e.getMessage(), logger));
    } catch (UnreadableLogFileException | OutOfTimeException | SdkException e) {
      return Optional.of(failure(message, "" + e.getMessage(), logger));
    }
  }

  /// The old message is deleted when it is not reported as failed: after the new one was sent.
  private Optional<BatchItemFailure> sendAgain(JsonNode message, LambdaLogger logger) {
    try {
      queue.accept(message.path("body").asText());
    } catch (SdkException e) {
      return Optional.of(
          failure(message, "no time is left in this run; " + e.getMessage(), logger));
    }
    logger.log(
        LogText.line("message " + id(message) + " is sent again: no time is left in this run"),
        LogLevel.INFO);
    return Optional.empty();
  }

  private static String id(JsonNode message) {
    return message.path("messageId").asText();
  }

  /// Lines of their own.
  private static Consumer<String> warnings(LambdaLogger logger) {
    return line -> logger.log(LogText.line(line), LogLevel.WARN);
  }

  private static BatchItemFailure failure(JsonNode message, String reason, LambdaLogger logger) {
    logger.log(
        LogText.line("message " + id(message) + " goes back to the queue: " + reason),
        LogLevel.ERROR);
    return new BatchItemFailure(id(message));
  }
}
