package io.deploytrail.integration.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.integration.corpus.Corpus;
import io.deploytrail.integration.template.StateMachine;
import io.deploytrail.integration.template.Template;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.TaskScheduledEventDetails;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The template's state machines on LocalStack, which parses them and runs them as far as it can:
/// the functions that they invoke are not there, so each invocation fails. What follows a
/// successful one is left to [BackfillLogsTest] and [BackfillSessionsTest].
@ExtendWith(LocalStackExtension.class)
final class StateMachinesOnLocalStackIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String BUCKET = "acme-old-trail";
  private static final String FOLDER = "AWSLogs/111122223333/CloudTrail/";
  private static final String ROLE = "arn:aws:iam::111122223333:role/backfill";
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:111122223333:function:x:live";

  private final SfnClient machines;
  private final S3Client s3;
  private final SqsClient sqs;

  StateMachinesOnLocalStackIT(LocalStack aws) {
    machines = aws.client(SfnClient.builder());
    s3 = aws.client(S3Client.builder());
    sqs = aws.client(SqsClient.builder());
  }

  @AfterEach
  void close() {
    machines.close();
    s3.close();
    sqs.close();
  }

  private String create(String name, Map<String, String> substitutions) throws IOException {
    var definition = StateMachine.definition(Template.HOME, name, substitutions);
    // With retries, a failure takes minutes.
    definition.findParents("Retry").forEach(owner -> ((ObjectNode) owner).remove("Retry"));
    return machines
        .createStateMachine(
            machine -> machine.name(name).definition(definition.toString()).roleArn(ROLE))
        .stateMachineArn();
  }

  private DescribeExecutionResponse run(String machine, String input) {
    var execution =
        machines
            .startExecution(start -> start.stateMachineArn(machine).input(input))
            .executionArn();
    Patience.of(PATIENCE)
        .until(
            () -> assertThat(described(execution).status()).isNotEqualTo(ExecutionStatus.RUNNING));
    return described(execution);
  }

  private DescribeExecutionResponse described(String execution) {
    return machines.describeExecution(describe -> describe.executionArn(execution));
  }

  /// What the function was to be invoked with.
  private JsonNode payload(DescribeExecutionResponse execution) {
    return machines
        .getExecutionHistory(history -> history.executionArn(execution.executionArn()))
        .events()
        .stream()
        .map(HistoryEvent::taskScheduledEventDetails)
        .filter(Objects::nonNull)
        .map(TaskScheduledEventDetails::parameters)
        .map(StateMachinesOnLocalStackIT::read)
        .peek(
            parameters -> assertThat(parameters.path("FunctionName").asText()).isEqualTo(FUNCTION))
        .map(parameters -> parameters.path("Payload"))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode read(String json) {
    return Corpus.json(json.getBytes(UTF_8));
  }

  @Test
  void backfillSessionsAsksItsFunctionForTheIssuancesFirst() throws IOException {
    var machine =
        create(
            "BackfillSessions",
            Map.of(
                "Partition", "aws",
                "Region", "us-east-1",
                "Regions", "eu-west-1",
                "Backfill", FUNCTION));

    var execution = run(machine, "{\"from\":\"2026-11-01T00:00:00Z\"}");

    assertThat(execution.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(payload(execution))
        .isEqualTo(
            read(
                "{\"region\":\"eu-west-1\",\"part\":\"issuances\",\"from\":\"2026-11-01T00:00:00Z\"}"));
  }

  @Test
  void backfillLogsLeavesTheLogFilesOfTheDaysThatItCannotHandOverAsADeadLetter()
      throws IOException {
    var deadLetters = Queue.create(sqs, "LogFileDeadLetters");
    var machine =
        create(
            "BackfillLogs",
            Map.of(
                "Partition", "aws",
                "Account", "111122223333",
                "Region", "us-east-1",
                "Bucket", BUCKET,
                "Root", "AWSLogs/",
                "IngestLogs", FUNCTION,
                "DeadLetters", deadLetters.url(),
                "Concurrency", "5"));
    s3.createBucket(bucket -> bucket.bucket(BUCKET));
    for (var file :
        List.of(
            "us-east-1/2026/02/27/a",
            "us-east-1/2026/02/28/b",
            "us-east-1/2026/03/01/c",
            "us-east-1/2026/03/02/d",
            "us-west-2/2026/03/01/e")) {
      var key = FOLDER + file + ".json.gz";
      s3.putObject(object -> object.bucket(BUCKET).key(key), RequestBody.fromString(file));
    }

    var refused = run(machine, "{\"from\":\"2026-03-01\"}");
    assertThat(refused.error()).isEqualTo("NoDays");
    assertThat(refused.cause()).startsWith("Give the first and the last day");

    var period = "\"from\":\"2026-02-28\",\"to\":\"2026-03-01\"";
    assertThat(leftBehind(run(machine, "{" + period + "}"), deadLetters, 1))
        .containsExactly("us-east-1/2026/02/28/b", "us-east-1/2026/03/01/c");
    var all = "{" + period + ",\"accounts\":\"all\",\"regions\":\"all\"}";
    assertThat(leftBehind(run(machine, all), deadLetters, 2))
        .containsExactlyInAnyOrder(
            "us-east-1/2026/02/28/b", "us-east-1/2026/03/01/c", "us-west-2/2026/03/01/e");
  }

  /// The files of the execution's dead letters.
  private static List<String> leftBehind(
      DescribeExecutionResponse execution, Queue deadLetters, int letters) {
    assertThat(execution.status()).as(execution.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(read(execution.output()).path("deadLetters").asInt()).isEqualTo(letters);
    var files = new ArrayList<String>();
    deadLetters.drain(
        letters,
        messages ->
            messages.forEach(message ->
                read(message.body())
                    .findValuesAsText("Key")
                    .forEach(key -> files.add(key.replace(FOLDER, "").replace(".json.gz", "")))));
    return files;
  }
}
