package io.deploytrail.dynamodb;

import static io.deploytrail.dynamodb.SessionTables.TABLE;
import static io.deploytrail.index.Facts.ID;
import static io.deploytrail.index.Facts.NAMES;
import static io.deploytrail.index.Facts.NOW;
import static io.deploytrail.index.Facts.RETENTION;
import static io.deploytrail.index.Facts.STACK;
import static io.deploytrail.index.Facts.SUBJECT;
import static io.deploytrail.index.Facts.denied;
import static io.deploytrail.index.Facts.root;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deploytrail.attribution.Claimant;
import io.deploytrail.attribution.Claimants;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.aws.Concurrently;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.index.AccessPatterns;
import io.deploytrail.index.ClaimantsContract;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.index.SessionIndexContract;
import io.deploytrail.index.UnstorableFactException;
import io.deploytrail.pulumi.SessionNameTemplate;
import io.deploytrail.pulumi.SessionNames;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class DynamoSessionIndexTest implements SessionIndexContract {
  private static final Clock CLOCK = Clock.fixed(NOW, UTC);
  private final SessionTables tables = new SessionTables();

  @AfterEach
  void stop() {
    tables.close();
  }

  @Override
  public AccessPatterns index(Clock clock) {
    return new DynamoSessionIndex(tables.client(), TABLE, NAMES, RETENTION, clock);
  }

  @Test
  void claimIsWrittenBeforeItsRootAndIsNoFact() {
    var client = tables.client();
    var index = new DynamoSessionIndex(client, TABLE, NAMES, RETENTION, CLOCK);
    index.add(root("e1", "ASIA1", "web-v3", AT));
    var claim = "version#acme/web/prod@3";

    assertThat(index.ofEvent(claim)).isEmpty();
    assertThat(index.withAccessKey(new AccessKeyId(claim))).isEmpty();
    client
        .client()
        .deleteItem(delete ->
            delete
                .tableName(TABLE)
                .key(
                    Map.of(
                        "accessKeyId",
                        AttributeValue.fromS("ASIA1"),
                        "eventId",
                        AttributeValue.fromS("e1"))));
    assertThat(ClaimantsContract.claimants(index, THIRD).earliest()).hasSize(1);
  }

  @Test
  void rootsThatStateOneValueAreAddedAtTheSameTime() {
    var client = tables.client();
    var index = new DynamoSessionIndex(client, TABLE, NAMES, RETENTION, CLOCK);
    var roots =
        IntStream.range(0, 120)
            .mapToObj(number ->
                root("e%03d".formatted(number), "ASIA" + number, "web-v3", AT.plusSeconds(number)))
            .toList();
    Concurrently.map(
        roots.reversed(),
        root -> {
          index.add(root);
          return root;
        });

    assertThat(ClaimantsContract.claimants(index, THIRD))
        .isEqualTo(new Claimants(roots.subList(0, 100).stream().map(Claimant::of).toList(), true));
  }

  @Test
  void claimOfOverlongNamesIsRefusedWithItsRootAndOfLongOnesStaysBelowDynamoDbsLimit() {
    var client = tables.client();
    var index = new DynamoSessionIndex(client, TABLE, NAMES, RETENTION, CLOCK);
    var tooLong = "pulumi:" + "x".repeat(4000);
    assertThatThrownBy(() -> index.add(root("e1", "ASIA1", "web-" + ID, AT, tooLong)))
        .isInstanceOf(UnstorableFactException.class)
        .hasMessageContaining("subject of event e1");
    assertThat(client.client().scan(scan -> scan.tableName(TABLE)).items()).isEmpty();

    for (var number = 0; number < 101; number++) {
      var subject = "pulumi:%04d".formatted(number) + "x".repeat(3500);
      index.add(root("e" + number, "ASIA" + number, "web-" + ID, AT.plusSeconds(number), subject));
    }
    assertThat(ClaimantsContract.claimants(index, BY_ID).earliest()).hasSize(100);
  }

  @Test
  void redeliveryLeavesTheTableAsItIs() {
    var client = tables.client();
    var index = new DynamoSessionIndex(client, TABLE, NAMES, RETENTION, CLOCK);
    index.add(root("e1", "ASIA1", "web-v3", AT));
    var before = client.client().scan(scan -> scan.tableName(TABLE)).items();
    index.add(root("e1", "ASIA1", "web-v3", AT));
    index.add(root("e1", "ASIA1", "web-v3", AT.minusSeconds(1)));

    assertThat(client.client().scan(scan -> scan.tableName(TABLE)).items()).isEqualTo(before);
  }

  @Test
  void versionFollowsTheTemplatesWhenFactsAreAddedAgain() {
    var client = tables.client();
    var before =
        new SessionNames(List.of(SessionNameTemplate.parse("other-${deployment.version}")));
    var root = root("e1", "ASIA1", "web-v3", AT);
    new DynamoSessionIndex(client, TABLE, before, RETENTION, CLOCK).add(root);
    var index = new DynamoSessionIndex(client, TABLE, NAMES, RETENTION, CLOCK);
    assertThat(index.ofStackVersion(STACK, "3", PageRequest.first(2)).items()).isEmpty();

    index.add(root);
    assertThat(index.ofStackVersion(STACK, "3", PageRequest.first(2)).items())
        .containsExactly(root);
  }

  @Test
  void factsThatCannotBeKeysAreRefusedByName() {
    var index = index();
    var longName = "x".repeat(2048);
    assertThatThrownBy(() -> index.add(root("e1", "ASIA1", longName, AT)))
        .isInstanceOf(UnstorableFactException.class)
        .hasMessageContaining("principalId of event e1");
    assertThatThrownBy(() -> index.add(denied("x".repeat(1025), AT, SUBJECT)))
        .isInstanceOf(UnstorableFactException.class)
        .hasMessageContaining("eventId");
    assertThatThrownBy(() -> index.add(root("", "ASIA1", "web-v3", AT)))
        .isInstanceOf(UnstorableFactException.class)
        .hasMessageContaining("eventId is empty");
    assertThatThrownBy(() -> index.add(root("e1", "ASIA1", "\uD800", AT)))
        .isInstanceOf(UnstorableFactException.class)
        .hasMessageContaining("not Unicode");
    var tooLate = Instant.parse("+10000-01-01T00:00:00Z");
    assertThatThrownBy(() -> index.add(denied("e1", tooLate, SUBJECT)))
        .isInstanceOf(UnstorableFactException.class)
        .hasMessageContaining("eventTime of event e1");
  }
}
