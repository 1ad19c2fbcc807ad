package io.deploytrail.integration.corpus;

import static io.deploytrail.integration.corpus.Corpus.INDEX_SESSIONS;
import static io.deploytrail.integration.corpus.Corpus.QUERY_DEPLOYMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.cli.console.Home;
import io.deploytrail.dynamodb.DynamoDbLocal;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.index.InMemorySessionIndex;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each file of `events/` goes through the real handlers, on both stores, and comes out as its twin
/// in `events/expected/` says.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CorpusTest {
  private static final String TOKEN = "EXAMPLETOKEN";

  private final DynamoDbLocal engine = DynamoDbLocal.start();
  private final RecordingContext context = new RecordingContext();
  private final Map<String, JsonNode> outcomes = new TreeMap<>();
  private final SessionIndex memory = new InMemorySessionIndex(Corpus.configuration().names());
  private final SessionIndex dynamo;
  private final String table;

  CorpusTest() {
    table = engine.createTable(Home.file("template.yaml"), "SessionsTable");
    var names = Corpus.configuration().names();
    dynamo =
        new DynamoSessionIndex(engine.client(), table, names, Duration.ofDays(400), Corpus.CLOCK);
  }

  @BeforeAll
  void indexAllEventsInOrder() {
    for (var name : Corpus.names(INDEX_SESSIONS)) {
      var event = Corpus.input(INDEX_SESSIONS, name);
      outcomes.put("memory " + name, Corpus.invoke(Corpus.indexer(memory), event, context));
      outcomes.put("dynamo " + name, Corpus.invoke(Corpus.indexer(dynamo), event, context));
    }
  }

  @AfterAll
  void stop() {
    engine.close();
  }

  static Stream<String> events() {
    return Corpus.names(INDEX_SESSIONS).stream();
  }

  static Stream<String> questions() {
    return Corpus.names(QUERY_DEPLOYMENTS).stream();
  }

  @ParameterizedTest
  @MethodSource("events")
  void eventHasTheExpectedOutcome(String name) {
    var expected = Corpus.expected(INDEX_SESSIONS, name);

    assertThat(outcomes.get("memory " + name)).isEqualTo(expected);
    assertThat(outcomes.get("dynamo " + name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("questions")
  void questionHasTheExpectedAnswer(String name) {
    var expected = Corpus.expected(QUERY_DEPLOYMENTS, name).toPrettyString();

    assertThat(answer(memory, name)).isEqualTo(expected);
    assertThat(answer(dynamo, name)).isEqualTo(expected);
  }

  /// Fields in the order of the expected file, so that a difference shows as one.
  private String answer(SessionIndex index, String name) {
    var answer = Corpus.invoke(Corpus.asker(index), Corpus.input(QUERY_DEPLOYMENTS, name), context);
    var expected = Corpus.expected(QUERY_DEPLOYMENTS, name);
    return (answer.equals(expected) ? expected : answer).toPrettyString();
  }

  @Test
  void orderAndRepetitionOfEventsChangeNoAnswer() {
    for (var seed = 1; seed <= 5; seed++) {
      var names = new ArrayList<>(Corpus.names(INDEX_SESSIONS));
      names.addAll(names.subList(0, 12));
      Collections.shuffle(names, new Random(seed));
      var index = new InMemorySessionIndex(Corpus.configuration().names());
      names.forEach(name ->
          Corpus.invoke(Corpus.indexer(index), Corpus.input(INDEX_SESSIONS, name), context));

      for (var question : Corpus.names(QUERY_DEPLOYMENTS)) {
        assertThat(answer(index, question)).as(question).isEqualTo(answer(memory, question));
      }
    }
  }

  @Test
  void everyInputHasItsExpectedTwinAndTheOtherWayRound() {
    for (var folder : List.of(INDEX_SESSIONS, QUERY_DEPLOYMENTS)) {
      assertThat(Corpus.names("expected/" + folder)).isEqualTo(Corpus.names(folder));
    }
    assertThat(Corpus.names(INDEX_SESSIONS).size() + Corpus.names(QUERY_DEPLOYMENTS).size())
        .isGreaterThanOrEqualTo(30);
  }

  @Test
  void sessionTokensAreNeitherStoredNorLoggedNorAnswered() {
    assertThat(
            new String(
                Corpus.input(INDEX_SESSIONS, "01-deployment-by-id.json"), StandardCharsets.UTF_8))
        .contains(TOKEN);
    for (var question : Corpus.names(QUERY_DEPLOYMENTS)) {
      assertThat(answer(dynamo, question)).doesNotContain(TOKEN);
    }
    assertThat(outcomes.toString()).doesNotContain(TOKEN);
    assertThat(context.lines()).isNotEmpty().noneMatch(line -> line.contains(TOKEN));
    var stored =
        engine.client().scanPaginator(scan -> scan.tableName(table)).items().stream().toList();
    assertThat(stored).hasSizeGreaterThan(20).noneMatch(item -> item.toString().contains(TOKEN));
  }
}
