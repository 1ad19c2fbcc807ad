package io.deploytrail.integration.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.aws.FakeDynamoDb;
import io.deploytrail.ingestion.MadeUpOrganization;
import io.deploytrail.integration.corpus.RecordingContext;
import io.deploytrail.integration.template.StateMachine;
import io.deploytrail.integration.template.StateMachine.FailedException;
import io.deploytrail.integration.template.Template;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The log files that lie in a bucket taken in by the template's state machine and the function
/// that it invokes.
final class BackfillLogsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FOLDER = "main/AWSLogs/o-exampleorg1/";
  private static final int FILES = 25;
  private static final byte[] DAMAGED = {31, (byte) 139, 8, 0};

  private final List<byte[]> files =
      new ArrayList<>(MadeUpOrganization.files(MadeUpOrganization.records(1, 12), FILES, 1));
  private final FakeDynamoDb dynamo = FakeDynamoDb.keeping();
  private final Ingester ingester = Ingester.of(dynamo, new FakeBucket(this::content));
  private final Set<String> bucket = new HashSet<>();
  private final List<Integer> batches = new ArrayList<>();
  private final List<Object> deadLetters = new ArrayList<>();

  BackfillLogsTest() {
    for (var file = 0; file < FILES; file++) {
      bucket.add(key("111122223333", "us-east-1", "2026/03/0" + (1 + file % 2), file));
    }
  }

  private static String key(String account, String region, String day, int file) {
    return FOLDER + account + "/CloudTrail/" + region + "/" + day + "/" + file + ".json.gz";
  }

  private byte[] content(String key) {
    if (key.contains("damaged")) {
      return DAMAGED;
    }
    var name = key.substring(key.lastIndexOf('/') + 1);
    return files.get(Integer.parseInt(name.substring(0, name.indexOf('.'))));
  }

  private void backfill(String input) throws IOException {
    var substitutions =
        Map.of(
            "Partition", "aws",
            "Account", "111122223333",
            "Region", "us-east-1",
            "Bucket", "acme-trail",
            "Root", FOLDER,
            "IngestLogs", "ingest-logs",
            "DeadLetters", "https://sqs.example/LogFileDeadLetters",
            "Concurrency", "5");
    StateMachine.of(Template.HOME, "BackfillLogs", substitutions, this::invoke)
        .run(JSON.readValue(input, Object.class));
  }

  private Object invoke(String resource, Map<String, Object> arguments) {
    return switch (resource) {
      case "aws-sdk:s3:listObjectsV2" -> Map.of("KeyCount", Math.min(1, listed(arguments).size()));
      case "s3:listObjectsV2" -> listed(arguments);
      case "lambda:invoke" -> ingest(arguments);
      case "sqs:sendMessage" -> {
        deadLetters.add(arguments.get("MessageBody"));
        yield Map.of();
      }
      default -> throw new IllegalArgumentException(resource);
    };
  }

  private List<Map<String, Object>> listed(Map<String, Object> arguments) {
    assertThat(arguments).containsEntry("Bucket", "acme-trail");
    var prefix = String.valueOf(arguments.get("Prefix"));
    return bucket.stream()
        .filter(key -> key.startsWith(prefix))
        .map(key -> Map.<String, Object>of("Key", key, "Size", 1))
        .toList();
  }

  private Object ingest(Map<String, Object> arguments) {
    assertThat(arguments).containsEntry("FunctionName", "ingest-logs");
    var payload = JSON.valueToTree(arguments.get("Payload"));
    batches.add(payload.path("Items").size());
    return Map.of("Payload", ingester.invoke(payload, new RecordingContext()));
  }

  private Set<Map<String, AttributeValue>> calls() {
    return new HashSet<>(dynamo.items("CallsTable"));
  }

  @Test
  void takesInEachFileOfThoseDays() throws IOException {
    backfill("{\"from\":\"2026-02-27\",\"to\":\"2026-03-04\"}");

    assertThat(batches).containsExactlyInAnyOrder(10, 3, 10, 2);
    assertThat(calls()).isNotEmpty();
    assertThat(deadLetters).isEmpty();
  }

  @Test
  void startingItAgainChangesNothing() throws IOException {
    // Each time finds one hop more of a chain, as the follow-ups do elsewhere.
    for (var hop = 0; hop < 4; hop++) {
      backfill("{\"from\":\"2026-03-01\",\"to\":\"2026-03-02\"}");
    }
    var all = calls();
    backfill("{\"from\":\"2026-03-01\",\"to\":\"2026-03-02\"}");

    assertThat(calls()).isEqualTo(all).isNotEmpty();
  }

  @Test
  void looksIntoTheAccountsRegionsAndDaysThatAreNamed() throws IOException {
    bucket.clear();
    for (var account : List.of("111122223333", "444455556666")) {
      for (var region : List.of("us-east-1", "eu-west-1")) {
        bucket.add(key(account, region, "2026/02/28", 0));
        bucket.add(key(account, region, "2026/03/01", 1));
      }
    }

    backfill("{\"from\":\"2026-03-01\",\"to\":\"2026-03-01\",\"regions\":[\"eu-west-1\"]}");
    assertThat(batches).containsExactly(1);
    backfill(
        "{\"from\":\"2026-02-28\",\"to\":\"2026-03-01\",\"regions\":[\"eu-west-1\",\"us-east-1\"],"
            + "\"accounts\":[\"444455556666\",\"111122223333\"]}");
    assertThat(batches).hasSize(1 + 2 * 2 * 2);
  }

  @Test
  void damagedFileBecomesADeadLetterThatCanBeTakenInLater() throws IOException {
    var damaged = key("111122223333", "us-east-1", "2026/03/01", 0);
    var whole = files.set(0, DAMAGED);
    backfill("{\"from\":\"2026-03-01\",\"to\":\"2026-03-02\"}");

    assertThat(deadLetters)
        .singleElement()
        .satisfies(letter -> assertThat(letter.toString()).contains(damaged));
    var without = calls();
    files.set(0, whole);
    ingester.invoke(JSON.valueToTree(deadLetters.getFirst()), new RecordingContext());
    assertThat(calls()).containsAll(without);
  }

  @Test
  void manyFailuresStopIt() {
    bucket.clear();
    for (var file = 0; file < 400; file++) {
      bucket.add(
          FOLDER + "111122223333/CloudTrail/us-east-1/2026/03/01/damaged" + file + ".json.gz");
    }

    assertThatThrownBy(() -> backfill("{\"from\":\"2026-03-01\",\"to\":\"2026-03-01\"}"))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("the log of ingest-logs has its reason");
    assertThat(deadLetters).hasSize(21);
  }

  @Test
  void daysMustBeNamed() {
    Predicate<String> isRefused =
        input -> {
          assertThatThrownBy(() -> backfill(input))
              .isInstanceOf(FailedException.class)
              .hasMessageContaining("Give the first and the last day");
          return true;
        };
    assertThat(
            List.of(
                "{}",
                "{\"from\":\"2026-03-01\"}",
                "{\"from\":\"2026-03-02\",\"to\":\"2026-03-01\"}"))
        .allMatch(isRefused);
  }
}
