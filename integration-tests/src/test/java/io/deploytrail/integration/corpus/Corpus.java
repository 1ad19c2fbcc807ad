package io.deploytrail.integration.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.aws.SimulatedTime;
import io.deploytrail.cli.console.Home;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.functions.indexsessions.IndexSessionsHandler;
import io.deploytrail.functions.querydeployments.QueryDeploymentsHandler;
import io.deploytrail.ingestion.FakeEventHistory;
import io.deploytrail.questions.CallHistory;
import io.deploytrail.questions.Configuration;
import io.deploytrail.questions.LookupEventsHistory;
import io.deploytrail.questions.QuestionReader;
import io.deploytrail.questions.Questions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The files of `events/`, and the handlers that they are fed to, bytes in and bytes out.
public final class Corpus {
  public static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
  public static final String INDEX_SESSIONS = "index-sessions";
  public static final String QUERY_DEPLOYMENTS = "query-deployments";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Corpus() {}

  public static List<String> names(String folder) {
    try (var files = Files.list(Home.file("events/" + folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] input(String folder, String name) {
    return bytes(Home.file("events/" + folder + "/" + name));
  }

  /// The EventBridge events of a file for index-sessions, which holds one or a batch of messages.
  public static Stream<JsonNode> events(String name) {
    var input = json(input(INDEX_SESSIONS, name));
    return input.has("Records")
        ? input
            .path("Records")
            .valueStream()
            .map(message -> message.path("body").asText())
            // Among the messages are some that hold none.
            .filter(body -> body.contains("\"source\""))
            .map(body -> json(body.getBytes(UTF_8)))
        : Stream.of(input);
  }

  public static JsonNode expected(String folder, String name) {
    return json(bytes(Home.file("events/expected/" + folder + "/" + name)));
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode json(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Configuration configuration() {
    return Configuration.fromEnvironment(environment());
  }

  /// The environment of `query-deployments`.
  public static Map<String, String> environment() {
    var variables =
        json(bytes(Home.file("events/environment.json"))).path("QueryDeploymentsFunction");
    var environment = new HashMap<String, String>();
    variables
        .properties()
        .forEach(variable -> environment.put(variable.getKey(), variable.getValue().asText()));
    return environment;
  }

  public static RequestStreamHandler indexer(SessionIndex index) {
    return new IndexSessionsHandler(index, configuration());
  }

  public static RequestStreamHandler asker(SessionIndex index) {
    return asker(index, configuration());
  }

  public static RequestStreamHandler asker(SessionIndex index, Configuration configuration) {
    return new QueryDeploymentsHandler(
        new Questions(index, eventHistory(), configuration),
        new QuestionReader(new RecordReader(), CLOCK));
  }

  private static CallHistory eventHistory() {
    var client = new FakeEventHistory(history(), new SimulatedTime(CLOCK.instant()), _ -> false);
    return new LookupEventsHistory(List.of("us-east-1"), _ -> client, new RecordReader());
  }

  public static JsonNode invoke(
      RequestStreamHandler handler, byte[] event, RecordingContext context) {
    var output = new ByteArrayOutputStream();
    try {
      handler.handleRequest(new ByteArrayInputStream(event), output, context);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return json(output.toByteArray());
  }

  /// The records of `events/history`, as CloudTrail's event history has them.
  public static List<ObjectNode> history() {
    return names("history").stream()
        .map(name -> (ObjectNode) json(input("history", name)))
        .toList();
  }
}
