package io.deploytrail.calls;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.aws.FakeDynamoDb;
import io.deploytrail.calls.CallIndex.RootedCall;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.ingestion.MadeUpOrganization;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the call index writes, and in how many requests; what it answers needs a DynamoDB.
final class CallIndexTest {
  private static final String TABLE = "CallsTable";
  private static final RecordReader READER = new RecordReader();
  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
  private static final Duration RETENTION = Duration.ofDays(30);
  private static final RootSession ROOT =
      new RootSession(new PrincipalId("AROADEPLOY:web-v1"), NOW.minusSeconds(600));

  private final FakeDynamoDb dynamo = FakeDynamoDb.keeping();

  private static CallIndex over(FakeDynamoDb dynamo) {
    return new CallIndex(dynamo, TABLE, RETENTION, Clock.fixed(NOW, UTC));
  }

  private static RootedCall call(int number, Instant at) {
    var json = MadeUpOrganization.bytes(MadeUpOrganization.bareRecord(new UUID(1, number), at));
    var call = (Call) READER.read(json).record();
    return new RootedCall(ROOT, new Activity(call, false, List.of()));
  }

  private static List<RootedCall> calls(int count) {
    return IntStream.range(0, count).mapToObj(number -> call(number, NOW)).toList();
  }

  @Test
  void twentyFiveCallsAreOneRequest() {
    over(dynamo).add(calls(60));

    assertThat(dynamo.items(TABLE)).hasSize(60);
    assertThat(dynamo.requests().batches()).isEqualTo(3);
  }

  @Test
  void aCallThatComesTwiceIsWrittenOnce() {
    var twice = List.of(call(1, NOW), call(1, NOW));
    over(dynamo).add(twice);

    assertThat(dynamo.items(TABLE)).hasSize(1);
  }

  @Test
  void whatDynamoDbLeavesUnwrittenIsSentAgain() {
    var throttling = FakeDynamoDb.throttling(2);
    over(throttling).add(calls(10));

    assertThat(new HashSet<>(throttling.items(TABLE))).hasSize(10);
    assertThat(throttling.requests().batches()).isEqualTo(3);
  }

  @Test
  void whatHasExpiredIsPassedOver() {
    over(dynamo).add(List.of(call(1, NOW.minus(RETENTION)), call(2, NOW)));

    assertThat(dynamo.items(TABLE)).hasSize(1);
  }
}
