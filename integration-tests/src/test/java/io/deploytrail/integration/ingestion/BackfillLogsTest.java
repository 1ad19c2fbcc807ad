package io.deploytrail.integration.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.deploytrail.aws.FakeDynamoDb;
import io.deploytrail.ingestion.MadeUpOrganization;
import io.deploytrail.integration.corpus.RecordingContext;
import io.deploytrail.integration.template.StateMachine.FailedException;
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
  private static final String FOLDER = "main/AWSLogs/o-exampleorg1/";
  private static final int FILES = 25;
  private static final byte[] DAMAGED = {31, (byte) 139, 8, 0};

  private final List<byte[]> files =
      new ArrayList<>(MadeUpOrganization.files(MadeUpOrganization.records(1, 12), FILES, 1));
  private final FakeDynamoDb dynamo = FakeDynamoDb.keeping();
  private final Ingester ingester = Ingester.of(dynamo, new FakeBucket(this::content));
  private final OldLogFiles old = new OldLogFiles(FOLDER, this::ingest);
  private final List<Integer> batches = new ArrayList<>();

  BackfillLogsTest() {
    for (var file = 0; file < FILES; file++) {
      old.keys().add(key("111122223333", "us-east-1", "2026/03/0" + (1 + file % 2), file));
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

  private JsonNode ingest(JsonNode payload) {
    batches.add(payload.path("Items").size());
    return ingester.invoke(payload, new RecordingContext());
  }

  private Set<Map<String, AttributeValue>> calls() {
    return new HashSet<>(dynamo.items("CallsTable"));
  }

  @Test
  void takesInEachFileOfThoseDays() throws IOException {
    old.backfill("{\"from\":\"2026-02-27\",\"to\":\"2026-03-04\"}");

    assertThat(batches).containsExactlyInAnyOrder(10, 10, 5);
    assertThat(calls()).isNotEmpty();
    assertThat(old.deadLetters()).isEmpty();
  }

  @Test
  void startingItAgainChangesNothing() throws IOException {
    // Each time finds one hop more of a chain, as the follow-ups do elsewhere.
    for (var hop = 0; hop < 4; hop++) {
      old.backfill("{\"from\":\"2026-03-01\",\"to\":\"2026-03-02\"}");
    }
    var all = calls();
    old.backfill("{\"from\":\"2026-03-01\",\"to\":\"2026-03-02\"}");

    assertThat(calls()).isEqualTo(all).isNotEmpty();
  }

  @Test
  void looksIntoTheAccountsRegionsAndDaysThatAreNamed() throws IOException {
    old.keys().clear();
    for (var account : List.of("111122223333", "444455556666")) {
      for (var region : List.of("us-east-1", "eu-west-1")) {
        old.keys().add(key(account, region, "2026/02/28", 0));
        old.keys().add(key(account, region, "2026/03/01", 1));
      }
    }

    old.backfill("{\"from\":\"2026-03-01\",\"to\":\"2026-03-01\",\"regions\":[\"eu-west-1\"]}");
    assertThat(batches).containsExactly(1);
    old.backfill(
        "{\"from\":\"2026-02-28\",\"to\":\"2026-03-01\",\"regions\":[\"eu-west-1\",\"us-east-1\"],"
            + "\"accounts\":[\"444455556666\",\"111122223333\"]}");
    assertThat(batches).containsExactly(1, 2, 2, 2, 2);
  }

  @Test
  void damagedFileBecomesADeadLetterThatCanBeTakenInLater() throws IOException {
    var damaged = key("111122223333", "us-east-1", "2026/03/01", 0);
    var whole = files.set(0, DAMAGED);
    old.backfill("{\"from\":\"2026-03-01\",\"to\":\"2026-03-02\"}");

    assertThat(old.deadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.toString()).contains(damaged));
    var without = calls();
    files.set(0, whole);
    ingester.invoke(old.deadLetters().getFirst(), new RecordingContext());
    assertThat(calls()).containsAll(without);
  }

  @Test
  void manyFailuresStopIt() {
    old.keys().clear();
    for (var file = 0; file < 400; file++) {
      old.keys()
          .add(FOLDER + "111122223333/CloudTrail/us-east-1/2026/03/01/damaged" + file + ".json.gz");
    }

    assertThatThrownBy(() -> old.backfill("{\"from\":\"2026-03-01\",\"to\":\"2026-03-01\"}"))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("the log of ingest-logs has their reasons");
    // The page with the 21st is handed over whole.
    assertThat(old.deadLetters()).hasSize(40);
  }

  @Test
  void daysMustBeNamed() {
    Predicate<String> isRefused =
        input -> {
          assertThatThrownBy(() -> old.backfill(input))
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
