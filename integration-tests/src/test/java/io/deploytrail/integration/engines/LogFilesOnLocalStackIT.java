package io.deploytrail.integration.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.functions.ingestlogs.IngestLogsHandler;
import io.deploytrail.ingestion.MadeUpOrganization;
import io.deploytrail.integration.corpus.Corpus;
import io.deploytrail.integration.corpus.RecordingContext;
import io.deploytrail.integration.corpus.Tables;
import io.deploytrail.integration.questions.CallQuestionsContract;
import io.deploytrail.integration.template.Template;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/// Log files put into a bucket of LocalStack, whose notifications reach ingest-logs through a
/// queue: by EventBridge and the template's rule, and from S3 itself, so that each file comes
/// twice.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(LocalStackExtension.class)
final class LogFilesOnLocalStackIT implements CallQuestionsContract {
  private static final String BUCKET = "acme-trail";

  private final List<byte[]> files = MadeUpOrganization.files(RECORDS, 4, 9);
  private final DynamoDbClient dynamo;
  private final S3Client s3;
  private final SqsClient sqs;
  private final EventBridgeClient events;
  private final Queue queue;
  private final Tables tables;
  private final RecordingContext context = new RecordingContext();

  LogFilesOnLocalStackIT(LocalStack aws) {
    dynamo = aws.client(DynamoDbClient.builder());
    s3 = aws.client(S3Client.builder());
    sqs = aws.client(SqsClient.builder());
    events = aws.client(EventBridgeClient.builder());
    queue = Queue.create(sqs, "LogFileQueue");
    tables = Tables.create(dynamo);
  }

  /// Follow-ups are sent for later; a test need not wait.
  private record WithoutDelay(SqsClient client) implements SqsClient {
    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
      return client.sendMessage(request.toBuilder().delaySeconds(0).build());
    }

    @Override
    public String serviceName() {
      return client.serviceName();
    }

    @Override
    public void close() {
      client.close();
    }
  }

  @Override
  public Tables tables() {
    return tables;
  }

  @BeforeAll
  void putLogFiles() {
    s3.createBucket(bucket -> bucket.bucket(BUCKET));
    s3.putBucketNotificationConfiguration(
        bucket -> bucket.bucket(BUCKET).notificationConfiguration(this::notifications));
    events.putRule(rule -> rule.name("LogFileRule").eventPattern(pattern()));
    var target = Target.builder().id("LogFileQueue").arn(queue.arn()).build();
    events.putTargets(targets -> targets.rule("LogFileRule").targets(target));
    for (var file = 0; file < files.size(); file++) {
      var content = RequestBody.fromBytes(files.get(file));
      var key = key(file);
      s3.putObject(object -> object.bucket(BUCKET).key(key), content);
    }
    takeIn();
  }

  private void notifications(NotificationConfiguration.Builder notifications) {
    var toQueue =
        QueueConfiguration.builder().queueArn(queue.arn()).events(Event.S3_OBJECT_CREATED).build();
    notifications.eventBridgeConfiguration(_ -> {}).queueConfigurations(toQueue);
  }

  /// LogFileRule's for a trail of one account.
  private static String pattern() {
    var pattern = Template.read(Template.HOME).properties("LogFileRule").path("EventPattern");
    ObjectNode detail = pattern.withObject("/detail");
    detail.withObject("/bucket").putArray("name").add(BUCKET);
    var key = (ObjectNode) detail.at("/object/key/0");
    var ofAccount = key.path("wildcard").path(2).asText();
    key.put("wildcard", ofAccount.replace("${TrailPrefix}", ""));
    return pattern.toString();
  }

  private static String key(int file) {
    return "AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/"
        + "111122223333_CloudTrail_us-east-1_20261120T0935Z_%016d.json.gz".formatted(file);
  }

  private void takeIn() {
    var followUps = IngestLogsHandler.followUps(new WithoutDelay(sqs), queue.url());
    var handler =
        new IngestLogsHandler(
            tables.ingestion(followUps), s3, IngestLogsHandler.queue(sqs, queue.url()));
    queue.drain(
        2 * files.size(),
        messages ->
            assertThat(Corpus.invoke(handler, batch(messages), context).path("batchItemFailures"))
                .as(context.lines().toString())
                .isEmpty());
  }

  /// As Lambda makes it of messages.
  private static byte[] batch(List<Message> messages) {
    ObjectNode batch = JSON.createObjectNode();
    var records = batch.putArray("Records");
    for (var message : messages) {
      records.addObject().put("messageId", message.messageId()).put("body", message.body());
    }
    return batch.toString().getBytes(UTF_8);
  }

  @AfterAll
  void close() {
    List.of(dynamo, s3, sqs, events).forEach(client -> client.close());
  }
}
