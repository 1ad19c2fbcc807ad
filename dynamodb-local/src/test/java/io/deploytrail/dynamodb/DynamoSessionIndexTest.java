package io.deploytrail.dynamodb;

import static io.deploytrail.dynamodb.Facts.ID;
import static io.deploytrail.dynamodb.Facts.NAMES;
import static io.deploytrail.dynamodb.Facts.NOW;
import static io.deploytrail.dynamodb.Facts.RETENTION;
import static io.deploytrail.dynamodb.Facts.STACK;
import static io.deploytrail.dynamodb.Facts.SUBJECT;
import static io.deploytrail.dynamodb.Facts.denied;
import static io.deploytrail.dynamodb.Facts.link;
import static io.deploytrail.dynamodb.Facts.principal;
import static io.deploytrail.dynamodb.Facts.root;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.index.UnstorableFactException;
import io.deploytrail.pulumi.SessionNameTemplate;
import io.deploytrail.pulumi.SessionNames;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

final class DynamoSessionIndexTest implements SessionIndexContract {
  private static final Clock CLOCK = Clock.fixed(NOW, UTC);
  private static final String TABLE = "SessionsTable";

  private final List<DynamoDbLocal> engines = new ArrayList<>();

  @AfterEach
  void stop() {
    engines.forEach(DynamoDbLocal::close);
  }

  private CountingClient client() {
    var engine = DynamoDbLocal.start();
    engines.add(engine);
    engine.createTable(Path.of("..", "template.yaml"), TABLE);
    return new CountingClient(engine.client());
  }

  @Override
  public SessionIndex index() {
    return new DynamoSessionIndex(client(), TABLE, NAMES, RETENTION, CLOCK);
  }

  @Test
  void everyQuestionIsOneRequest() {
    var client = client();
    var index = new DynamoSessionIndex(client, TABLE, NAMES, RETENTION, CLOCK);
    index.add(root("e0", "ASIA0", "web-v3", AT));
    var page = PageRequest.first(2);
    var questions =
        Map.<String, Runnable>ofEntries(
            Map.entry("add", () -> index.add(root("e1", "ASIA1", "web-v3", AT))),
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
  void factThatHasExpiredIsNotWritten() {
    var client = client();
    var index = new DynamoSessionIndex(client, TABLE, NAMES, RETENTION, CLOCK);

    var expired = root("e1", "ASIA1", "web-v3", NOW.minus(RETENTION));
    assertThat(client.during(() -> index.add(expired))).isZero();
  }

  @Test
  void redeliveryLeavesTheTableAsItIs() {
    var client = client();
    var index = new DynamoSessionIndex(client, TABLE, NAMES, RETENTION, CLOCK);
    index.add(root("e1", "ASIA1", "web-v3", AT));
    var before = client.client().scan(scan -> scan.tableName(TABLE)).items();
    index.add(root("e1", "ASIA1", "web-v3", AT));
    index.add(root("e1", "ASIA1", "web-v3", AT.minusSeconds(1)));

    assertThat(client.client().scan(scan -> scan.tableName(TABLE)).items()).isEqualTo(before);
  }

  @Test
  void versionFollowsTheTemplatesWhenFactsAreAddedAgain() {
    var client = client();
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

  /// The costs that docs/table.md tells: the table and one more for each index, in write units.
  @Test
  void writeCostsTheTableAndEachIndexThatHoldsTheItem() {
    var root = root("e1", "ASIA1", "web-" + ID, AT);
    assertThat(indexesWritten(root)).isEqualTo(7);
    assertThat(indexesWritten(root("e1", "ASIA1", "web-v3", AT))).isEqualTo(7);
    assertThat(indexesWritten(link("e1", "ASIA1", "child", AT, principal("parent")))).isEqualTo(4);
    assertThat(indexesWritten(denied("e1", AT, SUBJECT))).isEqualTo(3);
  }

  private int indexesWritten(Fact fact) {
    var client = client();
    new DynamoSessionIndex(client, TABLE, NAMES, RETENTION, CLOCK).add(fact);
    var item = client.client().scan(scan -> scan.tableName(TABLE)).items().getFirst();
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
