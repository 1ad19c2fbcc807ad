package io.deploytrail.integration.index;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deploytrail.attribution.PageRequest;
import io.deploytrail.cli.console.Home;
import io.deploytrail.dynamodb.DynamoDbLocal;
import io.deploytrail.index.AllAnswers;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.index.InvalidPageTokenException;
import io.deploytrail.index.RandomFacts;
import io.deploytrail.index.UnexpectedTableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// Random facts on DynamoDB give the answers that they give in memory, in any order, however often
/// and in whatever portions they are added.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SessionIndexTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration RETENTION = Duration.ofDays(400);

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
    return new DynamoSessionIndex(
        engine.client(), table, AllAnswers.NAMES, RETENTION, Clock.fixed(now, UTC));
  }

  @Test
  void theTableAnswersAsMemoryDoesInAnyOrderAndHoweverOften() {
    for (var seed = 1; seed <= 3; seed++) {
      var facts = new RandomFacts(seed).facts(150);
      var memory = new InMemorySessionIndex(AllAnswers.NAMES);
      facts.forEach(memory::add);

      var dynamo = dynamo(NOW);
      RandomFacts.shuffled(facts, seed).forEach(dynamo::add);

      assertThat(AllAnswers.of(dynamo, facts)).isEqualTo(AllAnswers.of(memory, facts));
    }
  }

  @Test
  void expiredFactsNeverAnswer() {
    var facts = new RandomFacts(7).facts(40);
    var later = dynamo(RandomFacts.START.plus(RETENTION).plus(Duration.ofDays(2)));
    facts.forEach(later::add);

    assertThat(AllAnswers.of(later, facts))
        .isEqualTo(AllAnswers.of(new InMemorySessionIndex(AllAnswers.NAMES), facts));
  }

  @Test
  void tokenThatNoPageGaveIsRefused() {
    for (var token : List.of("nonsense", "", "eyJhIjoiYiJ9", "%%%")) {
      var index = dynamo(NOW);
      index.add(new RandomFacts(2).facts(9).getLast());
      assertThatThrownBy(() ->
              index.ofDay(LocalDate.of(2026, 11, 18), "", new PageRequest(3, Optional.of(token))))
          .as(token)
          .isInstanceOf(InvalidPageTokenException.class);
    }
  }

  @Test
  void missingTableAndTableOfAnotherShapeAreNamed() {
    var client = engine().client();
    var clock = Clock.fixed(NOW, UTC);
    var nowhere = new DynamoSessionIndex(client, "Nowhere", AllAnswers.NAMES, RETENTION, clock);
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
    var other = new DynamoSessionIndex(client, "Other", AllAnswers.NAMES, RETENTION, clock);
    assertThatThrownBy(other::verified)
        .isInstanceOf(UnexpectedTableException.class)
        .hasMessageContaining("eventId");
  }
}
