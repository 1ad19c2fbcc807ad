package io.deploytrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.utils.BinaryUtils;
import software.amazon.awssdk.utils.Md5Utils;

/// Dead letters are deleted when a function has handled them, and only then.
final class RedriveCommandTest {
  private static final String QUEUES = "https://sqs.us-east-1.amazonaws.com/111122223333/";
  private static final String OF_QUEUE = "arn:aws:sqs:us-east-1:111122223333:issuances";
  private static final String TOKEN = "FwoGZXIvYXdzEXAMPLETOKEN";

  @TempDir private Path folder = Path.of("");
  private final LoopbackAws aws = new LoopbackAws();

  @BeforeEach
  void deploy() {
    stack(
        Map.of(
            "IssuanceQueueUrl", QUEUES + "issuances",
            "IssuanceDeadLettersUrl", QUEUES + "dead",
            "UndeliveredIssuancesUrl", QUEUES + "undelivered",
            "IndexSessionsFunctionName", "index-sessions",
            "LogFileDeadLettersUrl", QUEUES + "files",
            "IngestLogsFunctionName", "ingest-logs",
            "UncollectedLogEventsUrl", QUEUES + "uncollected",
            "CollectLogEventsFunctionName", "collect-log-events"));
    aws.json("ReceiveMessage", "", "{}");
    aws.json("DeleteMessage", "", "{}");
    aws.invocation("index-sessions", "", "", "{\"outcome\":\"stored\"}");
    aws.invocation("ingest-logs", "", "", "{\"outcome\":\"read\"}");
    aws.invocation("collect-log-events", "", "", "{\"outcome\":\"written\"}");
  }

  private void stack(Map<String, String> outputs) {
    aws.xml(
        "DescribeStacks",
        """
        <DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>deploytrail</StackName>
        <Outputs>%s</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>
        """
            .formatted(
                outputs.entrySet().stream()
                    .map(output ->
                        "<member><OutputKey>%s</OutputKey><OutputValue>%s</OutputValue></member>"
                            .formatted(output.getKey(), output.getValue()))
                    .collect(Collectors.joining())));
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private static String message(String id, String source) {
    return message(id, source, "{\"id\":\"%s\",\"sessionToken\":\"%s\"}".formatted(id, TOKEN));
  }

  private static String message(String id, String source, String body) {
    var attributes =
        source.isEmpty() ? "" : "\"DeadLetterQueueSourceArn\":\"%s\"".formatted(source);
    return """
    {"MessageId":"%s","ReceiptHandle":"receipt-%s","Body":"%s","MD5OfBody":"%s","Attributes":{%s}}
    """
        .formatted(
            id,
            id,
            body.replace("\"", "\\\""),
            BinaryUtils.toHex(Md5Utils.computeMD5Hash(body.getBytes(UTF_8))),
            attributes);
  }

  private void letters(String queue, String... messages) {
    aws.jsonOnce(
        "ReceiveMessage",
        "/" + queue + "\"",
        "{\"Messages\":[" + String.join(",", messages) + "]}");
  }

  private Desk.Run redrive() {
    return new Desk(folder)
        .run("redrive", "--stack", "deploytrail", "--region", "us-east-1", "--format", "ndjson");
  }

  private static String redriven(String queue, int handled, int left) {
    return "{\"queue\":\"%s\",\"handled\":%d,\"left\":%d}".formatted(queue, handled, left);
  }

  @Test
  void eachQueueGoesToTheFunctionThatTakesItsMessages() {
    letters("dead", message("one", OF_QUEUE), message("two", OF_QUEUE));
    letters("undelivered", message("three", ""));
    letters("files", message("four", ""));

    var run = redrive();

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            redriven("dead", 2, 0),
            redriven("undelivered", 1, 0),
            redriven("files", 1, 0),
            redriven("uncollected", 0, 0));
    assertThat(aws.asked("index-sessions/invocations"))
        .hasSize(3)
        .contains("{\"id\":\"one\",\"sessionToken\":\"" + TOKEN + "\"}");
    assertThat(aws.asked("ingest-logs/invocations")).hasSize(1);
    assertThat(aws.asked("DeleteMessage"))
        .hasSize(4)
        .anyMatch(request -> request.contains("receipt-four") && request.contains("/files"));
  }

  /// As Lambda leaves it.
  private static String failedInvocation(String payload) {
    return """
    {"version":"1.0","requestContext":{"condition":"RetriesExhausted","approximateInvokeCount":3},\
    "requestPayload":%s,"responseContext":{"functionError":"Unhandled"},"responsePayload":{"errorMessage":"no"}}\
    """
        .formatted(payload);
  }

  @Test
  void ofAnInvocationThatFailedTheEventIsSentThrough() {
    var batch = "{\"awslogs\":{\"data\":\"H4sI\"}}";
    letters(
        "uncollected",
        message("one", "", failedInvocation(batch)),
        message("bare", "", batch),
        message("text", "", "none"),
        message("empty", "", failedInvocation("null")));

    var run = redrive();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains(redriven("uncollected", 1, 3));
    assertThat(aws.asked("collect-log-events/invocations")).containsExactly(batch);
    assertThat(aws.asked("DeleteMessage")).singleElement().asString().contains("receipt-one");
    assertThat(run.err())
        .contains("message bare is left: it is not what Lambda leaves", "message text is left");
  }

  @Test
  void whatTheFunctionRefusesIsLeftWithItsReason() {
    letters("dead", message("one", OF_QUEUE), message("two", OF_QUEUE));
    aws.invocation(
        "index-sessions", "\"one\"", "Unhandled", "{\"errorMessage\":\"no event of STS\"}");

    var run = redrive();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains(redriven("dead", 1, 1));
    assertThat(run.err()).contains("message one is left: no event of STS");
    assertThat(run.out() + run.err()).doesNotContain(TOKEN);
    assertThat(aws.asked("DeleteMessage")).singleElement().asString().contains("receipt-two");
  }

  @Test
  void whatLambdaDoesNotTakeKeepsNoOtherFromBeingHandled() {
    letters("files", message("garbage", ""), message("two", ""));
    aws.refuseInvocation("ingest-logs", "garbage");

    var run = redrive();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains(redriven("files", 1, 1));
    assertThat(run.err())
        .contains("message garbage is left: no function takes it: Could not parse");
    assertThat(aws.asked("DeleteMessage")).singleElement().asString().contains("receipt-two");
  }

  @Test
  void whatIsHandedOutAgainIsNotTriedAgain() {
    aws.invocation("index-sessions", "", "Unhandled", "{\"errorMessage\":\"no\"}");
    aws.jsonOnce("ReceiveMessage", "dead\"", "{\"Messages\":[" + message("one", OF_QUEUE) + "]}");
    letters("dead", message("one", OF_QUEUE));

    assertThat(redrive().out()).contains(redriven("dead", 0, 1));
    assertThat(aws.asked("index-sessions/invocations")).hasSize(1);
  }

  @Test
  void whatDidNotComeFromTheRulesQueueIsNotBelieved() {
    letters(
        "dead",
        message("forged", ""),
        message("other", OF_QUEUE.replace("issuances", "not-issuances")));

    var run = redrive();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains(redriven("dead", 0, 2));
    assertThat(run.err()).contains("message forged is left", "find out who sent it");
    assertThat(aws.asked("invocations")).isEmpty();
    assertThat(aws.asked("DeleteMessage")).isEmpty();
  }

  @Test
  void stackWithoutLogFilesHasTwoQueues() {
    stack(
        Map.of(
            "IssuanceQueueUrl", QUEUES + "issuances",
            "IssuanceDeadLettersUrl", QUEUES + "dead",
            "UndeliveredIssuancesUrl", QUEUES + "undelivered",
            "IndexSessionsFunctionName", "index-sessions"));

    assertThat(redrive().out().lines())
        .containsExactly(redriven("dead", 0, 0), redriven("undelivered", 0, 0));
  }

  @Test
  void anotherStackIsNamedAsSuch() {
    stack(Map.of("SessionsTableName", "sessions"));

    var run = redrive();

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("stack deploytrail has no output IssuanceQueueUrl");
  }
}
