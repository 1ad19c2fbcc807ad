package io.deploytrail.dynamodb;

import static io.deploytrail.dynamodb.SessionTables.TABLE;
import static io.deploytrail.index.ClaimantsContract.AT;
import static io.deploytrail.index.ClaimantsContract.THIRD;
import static io.deploytrail.index.Facts.ID;
import static io.deploytrail.index.Facts.NAMES;
import static io.deploytrail.index.Facts.NOW;
import static io.deploytrail.index.Facts.RETENTION;
import static io.deploytrail.index.Facts.STACK;
import static io.deploytrail.index.Facts.SUBJECT;
import static io.deploytrail.index.Facts.denied;
import static io.deploytrail.index.Facts.link;
import static io.deploytrail.index.Facts.principal;
import static io.deploytrail.index.Facts.root;
import static io.deploytrail.index.SessionIndexContract.ALWAYS;
import static io.deploytrail.index.SessionIndexContract.DAY;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.attribution.Claim;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.index.DynamoSessionIndex;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/// What the session index costs: requests, and units of what it writes.
final class RequestsAndUnitsTest {
  private static final Clock CLOCK = Clock.fixed(NOW, UTC);
  private final SessionTables tables = new SessionTables();

  @AfterEach
  void stop() {
    tables.close();
  }

  @Test
  void everyQuestionIsOneRequest() {
    var client = tables.client();
    var index = new DynamoSessionIndex(client, TABLE, NAMES, RETENTION, CLOCK);
    index.add(root("e0", "ASIA0", "web-v3", AT));
    var page = PageRequest.first(2);
    var questions =
        Map.<String, Runnable>ofEntries(
            Map.entry("add", () -> index.add(root("e1", "ASIA1", "static", AT))),
            Map.entry("claimants", () -> index.claimants(Set.of(THIRD))),
            Map.entry("withAccessKey", () -> index.withAccessKey(new AccessKeyId("ASIA0"))),
            Map.entry("ofPrincipal", () -> index.ofPrincipal(principal("web-v3"), ALWAYS)),
            Map.entry("ofAssumedRole", () -> index.ofAssumedRole("arn", ALWAYS)),
            Map.entry("boughtBy", () -> index.boughtBy(principal("parent"), ALWAYS)),
            Map.entry("ofEvent", () -> index.ofEvent("e0")),
            Map.entry("withUuid", () -> index.withUuid(ID, page)),
            Map.entry("ofStack", () -> index.ofStack(STACK, ALWAYS, page)),
            Map.entry("ofStackVersion", () -> index.ofStackVersion(STACK, "3", page)),
            Map.entry("ofDay", () -> index.ofDay(DAY, "", page)),
            Map.entry("ofDay of an organization", () -> index.ofDay(DAY, "acme", page)),
            Map.entry("deniedOn", () -> index.deniedOn(DAY, "", page)),
            Map.entry("deniedOn of an organization", () -> index.deniedOn(DAY, "acme", page)));

    questions.forEach(
        (name, question) -> assertThat(client.during(question)).as(name).isEqualTo(1));
    assertThat(client.during(() -> new DynamoSessionIndex(client, TABLE, NAMES, RETENTION, CLOCK)))
        .as("opening it")
        .isZero();
    assertThat(client.during(index::verified)).as("verifying its table").isEqualTo(1);
  }

  @Test
  void aStatedValueCostsAnItemOfItsOwn() {
    var client = tables.client();
    var index = new DynamoSessionIndex(client, TABLE, NAMES, RETENTION, CLOCK);
    var first = root("e1", "ASIA1", "web-v3", AT);
    var second = root("e2", "ASIA2", "web-v3", AT.plusSeconds(60));

    assertThat(client.during(() -> index.add(first)))
        .as("read the claim, and older roots; write the claim, and the root")
        .isEqualTo(4);
    assertThat(client.during(() -> index.add(first))).as("read the claim").isEqualTo(2);
    assertThat(client.during(() -> index.add(second))).as("and add to it").isEqualTo(3);
  }

  @Test
  void aHundredClaimsAreOneRequestAndOneMoreForEachWithoutAnItem() {
    var client = tables.client();
    var index = new DynamoSessionIndex(client, TABLE, NAMES, RETENTION, CLOCK);
    var claims = new HashSet<Claim>();
    for (var number = 0; number < 100; number++) {
      index.add(root("e" + number, "ASIA" + number, "web-v" + (1 + number), AT));
      claims.add(new Claim.Version(STACK, Integer.toString(1 + number)));
    }

    assertThat(client.during(() -> assertThat(index.claimants(claims)).hasSize(100))).isOne();
    var unknown = Set.<Claim>of(THIRD, new Claim.Version(STACK, "900"));
    assertThat(client.during(() -> index.claimants(unknown))).isEqualTo(2);
  }

  @Test
  void factThatHasExpiredIsNotWritten() {
    var client = tables.client();
    var index = new DynamoSessionIndex(client, TABLE, NAMES, RETENTION, CLOCK);

    var expired = root("e1", "ASIA1", "web-v3", NOW.minus(RETENTION));
    assertThat(client.during(() -> index.add(expired))).isZero();
  }

  /// The costs that docs/table.md tells: the table and one more for each index, in write units.
  @Test
  void writeCostsTheTableAndEachIndexThatHoldsTheItem() {
    var root = root("e1", "ASIA1", "web-" + ID, AT);
    assertThat(indexesWritten(root)).isEqualTo(7);
    assertThat(indexesWritten(root, false)).as("its claim").isEqualTo(1);
    assertThat(indexesWritten(root("e1", "ASIA1", "web-v3", AT))).isEqualTo(7);
    assertThat(indexesWritten(link("e1", "ASIA1", "child", AT, principal("parent")))).isEqualTo(4);
    assertThat(indexesWritten(denied("e1", AT, SUBJECT))).isEqualTo(3);
  }

  /// Names as long as real ones: 64 characters, and 25 of a project.
  @Test
  void aClaimOfTwoSessionsTakesOneWriteUnit() {
    var client = tables.client();
    var index = new DynamoSessionIndex(client, TABLE, NAMES, RETENTION, CLOCK);
    var name = "web-" + "x".repeat(24) + ID;
    var subject = SUBJECT.replace("project:web", "project:" + "x".repeat(25));
    index.add(root(uuid(1), "ASIAEXAMPLEEXAMPLE01", name, AT, subject));
    index.add(root(uuid(2), "ASIAEXAMPLEEXAMPLE02", name, AT.plusSeconds(60), subject));
    var claim =
        client.client().scan(scan -> scan.tableName(TABLE)).items().stream()
            .filter(item -> !item.containsKey("kind"))
            .findFirst()
            .orElseThrow();
    var written =
        client
            .client()
            .putItem(put ->
                put.tableName(TABLE)
                    .item(claim)
                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES));

    assertThat(claim.get("roots")).isNotNull().extracting(roots -> roots.ss().size()).isEqualTo(2);
    assertThat(written.consumedCapacity().table().capacityUnits()).isEqualTo(1);
  }

  private static String uuid(int number) {
    return new UUID(0, number).toString();
  }

  private int indexesWritten(Fact fact) {
    return indexesWritten(fact, true);
  }

  private int indexesWritten(Fact fact, boolean isFact) {
    var client = tables.client();
    new DynamoSessionIndex(client, TABLE, NAMES, RETENTION, CLOCK).add(fact);
    var item =
        client.client().scan(scan -> scan.tableName(TABLE)).items().stream()
            .filter(written -> written.containsKey("kind") == isFact)
            .findFirst()
            .orElseThrow();
    client
        .client()
        .deleteItem(delete ->
            delete
                .tableName(TABLE)
                .key(
                    Map.of(
                        "accessKeyId", item.get("accessKeyId"), "eventId", item.get("eventId"))));
    var written =
        client
            .client()
            .putItem(put ->
                put.tableName(TABLE)
                    .item(item)
                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES));
    var capacity = written.consumedCapacity();
    capacity
        .globalSecondaryIndexes()
        .values()
        .forEach(
            index -> assertThat(index.capacityUnits()).isEqualTo(capacity.table().capacityUnits()));
    return capacity.globalSecondaryIndexes().size();
  }
}
