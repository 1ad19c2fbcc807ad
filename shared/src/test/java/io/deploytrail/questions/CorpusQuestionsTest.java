package io.deploytrail.questions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.aws.SimulatedTime;
import io.deploytrail.cloudtrail.reader.Delivery;
import io.deploytrail.cloudtrail.reader.Envelope;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.ingestion.FakeEventHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each question of `events/query-deployments`, without a function around it: over the sessions of
/// `events/index-sessions` in memory, and `events/history`.
final class CorpusQuestionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RecordReader READER = new RecordReader();
  private static final Path EVENTS = Path.of("..", "events");
  private static final String QUESTIONS = "query-deployments";
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Configuration CONFIGURATION = Configuration.fromEnvironment(environment());

  private final Questions questions = new Questions(sessions(), history(), CONFIGURATION);
  private final QuestionReader reader = new QuestionReader(READER, Clock.fixed(NOW, UTC));

  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(String folder) {
    try (var files = Files.list(EVENTS.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> environment() {
    var environment = new HashMap<String, String>();
    json(EVENTS.resolve("environment.json"))
        .path("QueryDeploymentsFunction")
        .properties()
        .forEach(variable -> environment.put(variable.getKey(), variable.getValue().asText()));
    return environment;
  }

  /// The facts of all events that EventBridge may have sent.
  private static InMemorySessionIndex sessions() {
    var index = new InMemorySessionIndex(CONFIGURATION.names());
    files("index-sessions").stream()
        .flatMap(file -> messages(json(file)))
        .filter(text -> text.contains("\"aws.sts\""))
        .map(text -> READER.read(text.getBytes(UTF_8)))
        .filter(CorpusQuestionsTest::isOfItsAccount)
        .forEach(delivery -> delivery.record().fact().ifPresent(index::add));
    return index;
  }

  private static Stream<String> messages(JsonNode input) {
    return input.has("Records")
        ? input.path("Records").valueStream().map(message -> message.path("body").asText())
        : Stream.of(input.toString());
  }

  private static boolean isOfItsAccount(Delivery delivery) {
    return delivery
        .envelope()
        .flatMap(Envelope::account)
        .equals(delivery.record().event().account());
  }

  private static CallHistory history() {
    var records = files("history").stream().map(file -> (ObjectNode) json(file)).toList();
    var client = new FakeEventHistory(records, new SimulatedTime(NOW), _ -> false);
    return new LookupEventsHistory(List.of("us-east-1"), _ -> client, READER);
  }

  /// Those that a function is asked directly.
  static Stream<String> questions() {
    return files(QUESTIONS).stream()
        .map(file -> file.getFileName().toString())
        .filter(name -> !name.startsWith("url-"));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void hasTheExpectedAnswer(String name) throws IOException {
    var expected = json(EVENTS.resolve("expected").resolve(QUESTIONS).resolve(name));

    assertThat(answer(json(EVENTS.resolve(QUESTIONS).resolve(name)))).isEqualTo(expected);
  }

  private JsonNode answer(JsonNode question) throws IOException {
    try {
      return JSON.readTree(AnswerWriter.write(questions.answer(reader.read(question))));
    } catch (InvalidQuestionException e) {
      return JSON.createObjectNode().put("error", e.reason());
    }
  }
}
