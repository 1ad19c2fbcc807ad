package io.deploytrail.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.aws.FakeDynamoDb;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.questions.Configuration;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What a log file costs: requests by the sessions in it, not by its records.
final class IngestionRequestsTest {
  private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

  /// Calls of role sessions of which nothing is known.
  private static byte[] file(int sessions, int callsEach) {
    var records = new ArrayList<ObjectNode>();
    for (var session = 0; session < sessions; session++) {
      for (var call = 0; call < callsEach; call++) {
        var record =
            MadeUpOrganization.bareRecord(new UUID(session, call), START.plusSeconds(call));
        var identity = record.putObject("userIdentity");
        identity.put("type", "AssumedRole").put("principalId", "AROAEXAMPLE:session-" + session);
        identity.put("accessKeyId", "ASIA" + session);
        identity
            .putObject("sessionContext")
            .putObject("attributes")
            .put("creationDate", START.minusSeconds(60).toString());
        records.add(record);
      }
    }
    return MadeUpOrganization.file(records);
  }

  private static FakeDynamoDb.Requests requests(byte[] file) {
    var dynamo = FakeDynamoDb.keeping();
    var sessions =
        new DynamoSessionIndex(
            dynamo,
            "SessionsTable",
            Configuration.DEFAULT.names(),
            Duration.ofDays(400),
            Clock.systemUTC());
    var ingestion = IngestionOverFakes.of(dynamo, sessions, _ -> {});
    var report = ingestion.ingest(new LogObject("trail", "a"), new ByteArrayInputStream(file));
    assertThat(report.isClean()).isTrue();
    return dynamo.requests();
  }

  @Test
  void aSessionCostsOneQueryAndOneItemHoweverManyItsCalls() {
    for (var callsEach : List.of(1, 50)) {
      var requests = requests(file(100, callsEach));

      // By its key.
      assertThat(requests.queries()).isEqualTo(100);
      assertThat(requests.batches()).isEqualTo(4);
      // That records up to some time were taken in.
      assertThat(requests.others()).isEqualTo(1);
    }
  }
}
