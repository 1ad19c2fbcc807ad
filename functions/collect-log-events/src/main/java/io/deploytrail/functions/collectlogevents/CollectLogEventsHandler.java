package io.deploytrail.functions.collectlogevents;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.aws.LogText;
import io.deploytrail.aws.Variables;
import io.deploytrail.ingestion.LogEventBatch;
import io.deploytrail.ingestion.LogEventFiles;
import io.deploytrail.ingestion.LogEventFiles.LogFile;
import io.deploytrail.ingestion.UnreadableBatchException;
import io.deploytrail.metrics.Measurements;
import io.deploytrail.metrics.Meter;
import io.deploytrail.metrics.Metric;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Puts a batch of CloudTrail records that CloudWatch Logs hands over into the stack's own bucket,
/// as log files without session tokens, and names these to the queue from which ingest-logs takes
/// them.
///
/// What fails is tried again by Lambda, and in the end left in the queue of undelivered log events;
/// so is a batch of which some events cannot be read, after the others are in the bucket. Doing any
/// of it again writes the same objects.
public final class CollectLogEventsHandler implements RequestStreamHandler {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final S3Client s3;
  private final String bucket;
  private final String region;
  private final Consumer<String> queue;
  private final Meter meter;

  /// What Lambda calls: everything comes from the environment that template.yaml, and Lambda
  /// itself, set.
  public CollectLogEventsHandler() {
    this(System.getenv(), SqsClient.create());
  }

  private CollectLogEventsHandler(Map<String, String> environment, SqsClient sqs) {
    this(
        S3Client.create(),
        Variables.text(environment, "LOG_EVENTS_BUCKET"),
        Variables.text(environment, "AWS_REGION"),
        queue(sqs, Variables.text(environment, "LOG_FILE_QUEUE_URL")),
        Meter.fromEnvironment(environment));
  }

  /// `region` is this function's own, and `queue` sends a message to that of ingest-logs.
  public CollectLogEventsHandler(
      S3Client s3, String bucket, String region, Consumer<String> queue, Meter meter) {
    this.s3 = requireNonNull(s3, "s3");
    this.bucket = requireNonNull(bucket, "bucket");
    this.region = requireNonNull(region, "region");
    this.queue = requireNonNull(queue, "queue");
    this.meter = requireNonNull(meter, "meter");
  }

  private static Consumer<String> queue(SqsClient client, String url) {
    return body -> client.sendMessage(request -> request.queueUrl(url).messageBody(body));
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    try (var measured = meter.start()) {
      var outcome =
          switch (batch(input, measured)) {
            case LogEventBatch.Control() -> "nothing to do: CloudWatch Logs tries the subscription";
            case LogEventBatch.Data data -> collect(data, context.getLogger(), measured);
          };
      context.getLogger().log(LogText.line(outcome), LogLevel.INFO);
      JSON.writeValue(output, Map.of("outcome", outcome));
    }
  }

  private static LogEventBatch batch(InputStream input, Measurements measured) throws IOException {
    try {
      return LogEventBatch.read(JSON.readTree(input));
    } catch (UnreadableBatchException e) {
      measured.count(Metric.RECORDS_REFUSED, 1);
      throw e;
    }
  }

  /// Throws [UnreadableBatchException] after all that can be read is in the bucket, if some cannot.
  private String collect(LogEventBatch.Data batch, LambdaLogger logger, Measurements measured) {
    var collected = LogEventFiles.of(batch, region);
    collected.files().forEach(this::leave);
    measured.count(Metric.RECORDS_REFUSED, collected.unreadable());
    collected.problems().forEach(line -> logger.log(LogText.line(line), LogLevel.ERROR));
    if (collected.unreadable() > 0) {
      throw new UnreadableBatchException(
          "%d of %d log events cannot be read; %s"
              .formatted(collected.unreadable(), batch.events().size(), collected));
    }
    return collected.toString();
  }

  /// First the object, then the message that has it read.
  private void leave(LogFile file) {
    s3.putObject(
        request -> request.bucket(bucket).key(file.key()), RequestBody.fromBytes(file.content()));
    queue.accept(
        JSON.createObjectNode().put("s3Bucket", bucket).put("s3ObjectKey", file.key()).toString());
  }
}
