package io.deploytrail.integration.index;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deploytrail.attribution.Page;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.attribution.TimeRange;
import io.deploytrail.cli.console.Home;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.dynamodb.DynamoDbLocal;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.index.InvalidPageTokenException;
import io.deploytrail.index.UnexpectedTableException;
import io.deploytrail.pulumi.SessionNameTemplate;
import io.deploytrail.pulumi.SessionNames;
import io.deploytrail.pulumi.StackName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// The contract of the session index, which both stores keep: the same facts give the same answers,
/// on either store, in any order, however often and in whatever portions they are added.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SessionIndexTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration RETENTION = Duration.ofDays(400);
  private static final SessionNames NAMES =
      new SessionNames(
          List.of(SessionNameTemplate.parse("${project.name}-v${deployment.version}")));
  private static final TimeRange ALWAYS = new TimeRange(RandomFacts.START, NOW);

  private final List<DynamoDbLocal> engines = new ArrayList<>();

  private DynamoDbLocal engine() {
    var engine = DynamoDbLocal.start();
    engines.add(engine);
    return engine;
  }

  @AfterAll
  void stop() {
    engines.forEach(DynamoDbLocal::close);
  }

  private DynamoSessionIndex dynamo(Instant now) {
    var engine = engine();
    var table = engine.createTable(Home.file("template.yaml"), "SessionsTable");
    return new DynamoSessionIndex(engine.client(), table, NAMES, RETENTION, Clock.fixed(now, UTC));
  }

  /// All that can be asked of an index, as one text.
  private static String everything(SessionIndex index, List<Fact> facts) {
    var text = new StringBuilder();
    for (var number = 0; number < 30; number++) {
      text.append(index.withAccessKey(new AccessKeyId("ASIA" + number))).append('\n');
    }
    var names = new ArrayList<>(List.of("pulumi"));
    for (var number = 0; number <= 5; number++) {
      names.add("web-v" + number);
      names.add("ci-" + new UUID(0, number));
      text.append(pages(page -> index.withUuid(new UUID(0, names.size() / 2 - 1).toString(), page)))
          .append('\n');
    }
    for (var name : names) {
      text.append(
              index.ofAssumedRole("arn:aws:sts::111122223333:assumed-role/deploy/" + name, ALWAYS))
          .append('\n');
      for (var role = 0; role < 3; role++) {
        var principal = new PrincipalId("AROA" + role + ":" + name);
        var second =
            new TimeRange(
                RandomFacts.START.plusSeconds(1200),
                RandomFacts.START.plusSeconds(1200).plusMillis(999));
        text.append(index.ofPrincipal(principal, ALWAYS))
            .append(index.ofPrincipal(principal, second))
            .append('\n');
        text.append(index.boughtBy(principal, ALWAYS)).append('\n');
      }
    }
    for (var stack : RandomFacts.STACKS) {
      var parts = stack.split("/", 3);
      var name = new StackName(parts[0], parts[1], parts[2]);
      text.append(pages(page -> index.ofStack(name, ALWAYS, page))).append('\n');
      text.append(pages(page -> index.ofStackVersion(name, "3", page))).append('\n');
    }
    for (var day = LocalDate.of(2026, 11, 18);
        day.isBefore(LocalDate.of(2026, 11, 21));
        day = day.plusDays(1)) {
      for (var organization : List.of("", "acme", "other", "nobody")) {
        var date = day;
        text.append(pages(page -> index.ofDay(date, organization, page))).append('\n');
        text.append(pages(page -> index.deniedOn(date, organization, page))).append('\n');
      }
    }
    facts.stream()
        .map(fact -> fact.event().id())
        .sorted()
        .forEach(id -> text.append(index.ofEvent(id)).append('\n'));
    return text.toString();
  }

  /// All pages together, three items each; newest first throughout.
  private static <T extends Fact> List<T> pages(Function<PageRequest, Page<T>> asker) {
    var all = new ArrayList<T>();
    var after = Optional.<String>empty();
    do {
      var page = asker.apply(new PageRequest(3, after));
      assertThat(page.items()).hasSizeLessThanOrEqualTo(3);
      all.addAll(page.items());
      after = page.next();
    } while (after.isPresent());
    for (var item = 1; item < all.size(); item++) {
      assertThat(all.get(item).event().time()).isBeforeOrEqualTo(all.get(item - 1).event().time());
    }
    // Within one time, the stores may order differently.
    all.sort((one, other) -> one.event().id().compareTo(other.event().id()));
    return all;
  }

  @Test
  void bothStoresGiveTheSameAnswersInAnyOrderAndHoweverOften() {
    for (var seed = 1; seed <= 3; seed++) {
      var facts = new RandomFacts(seed).facts(150);
      var memory = new InMemorySessionIndex(NAMES);
      facts.forEach(memory::add);
      var expected = everything(memory, facts);

      var shuffled = new ArrayList<>(facts);
      shuffled.addAll(facts.subList(0, 70));
      Collections.shuffle(shuffled, new Random(seed));
      var otherMemory = new InMemorySessionIndex(NAMES);
      shuffled.forEach(otherMemory::add);
      var dynamo = dynamo(NOW);
      shuffled.forEach(dynamo::add);

      assertThat(everything(otherMemory, facts)).isEqualTo(expected);
      assertThat(everything(dynamo, facts)).isEqualTo(expected);
    }
  }

  @Test
  void expiredFactsNeverAnswer() {
    var facts = new RandomFacts(7).facts(40);
    var later = dynamo(RandomFacts.START.plus(RETENTION).plus(Duration.ofDays(2)));
    facts.forEach(later::add);

    assertThat(everything(later, facts))
        .isEqualTo(everything(new InMemorySessionIndex(NAMES), facts));
  }

  @Test
  void tokenThatNoPageGaveIsRefused() {
    for (var token : List.of("nonsense", "", "eyJhIjoiYiJ9", "%%%")) {
      for (var index : List.of(dynamo(NOW), new InMemorySessionIndex(NAMES))) {
        index.add(new RandomFacts(2).facts(9).getLast());
        assertThatThrownBy(() ->
                index.ofDay(LocalDate.of(2026, 11, 18), "", new PageRequest(3, Optional.of(token))))
            .as(token)
            .isInstanceOf(InvalidPageTokenException.class);
      }
    }
  }

  @Test
  void missingTableAndTableOfAnotherShapeAreNamed() {
    var client = engine().client();
    var clock = Clock.fixed(NOW, UTC);
    var nowhere = new DynamoSessionIndex(client, "Nowhere", NAMES, RETENTION, clock);
    assertThatThrownBy(nowhere::verified)
        .isInstanceOf(UnexpectedTableException.class)
        .hasMessageContaining("Nowhere")
        .hasMessageContaining("template.yaml");

    var key = KeySchemaElement.builder().attributeName("accessKeyId").keyType(KeyType.HASH).build();
    var attribute =
        AttributeDefinition.builder()
            .attributeName("accessKeyId")
            .attributeType(ScalarAttributeType.S)
            .build();
    client.createTable(table ->
        table
            .tableName("Other")
            .billingMode("PAY_PER_REQUEST")
            .keySchema(List.of(key))
            .attributeDefinitions(List.of(attribute)));
    var other = new DynamoSessionIndex(client, "Other", NAMES, RETENTION, clock);
    assertThatThrownBy(other::verified)
        .isInstanceOf(UnexpectedTableException.class)
        .hasMessageContaining("eventId");
  }
}
