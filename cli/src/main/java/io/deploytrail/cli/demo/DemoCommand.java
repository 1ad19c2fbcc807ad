package io.deploytrail.cli.demo;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.cli.console.ExitCodes;
import io.deploytrail.cli.console.Home;
import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.cli.console.Lines;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.dynamodb.DynamoDbLocal;
import io.deploytrail.functions.indexsessions.IndexSessionsHandler;
import io.deploytrail.functions.querydeployments.QueryDeploymentsHandler;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.questions.Configuration;
import io.deploytrail.questions.NoCalls;
import io.deploytrail.questions.QuestionReader;
import io.deploytrail.questions.Questions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Shows the whole way in a minute: events into the one Lambda handler, questions to the other, an
/// index between: on DynamoDB Local where that is at hand, else in memory.
///
/// Nothing is left behind.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Run both Lambda handlers with the events in events/, and tell the story; in a checkout on DynamoDB Local.")
public final class DemoCommand implements Callable<Integer> {
  /// Close to the events' times, so that they are not expired whenever the demo runs.
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

  private static final Duration RETENTION = Duration.ofDays(400);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Terminal terminal;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  public DemoCommand(Terminal terminal) {
    this.terminal = requireNonNull(terminal, "terminal");
  }

  @Override
  public Integer call() {
    var out = Lines.foldingOutput(spec.commandLine().getOut(), terminal);
    var configuration = Configuration.fromEnvironment(Story.environment());
    if (Home.hasDynamoDbLocal()) {
      onDynamoDbLocal(configuration, out);
    } else {
      out.println(
          "The index is one in memory: DynamoDB Local, on which a checkout runs the demo, is not installed.");
      var index = new InMemorySessionIndex(configuration.names(), RETENTION, CLOCK);
      printStory(index, configuration, out);
    }
    return ExitCodes.ANSWERED;
  }

  private static void onDynamoDbLocal(Configuration configuration, PrintWriter out) {
    try (var engine = DynamoDbLocal.start()) {
      var table = engine.createTable(Home.file("template.yaml"), "SessionsTable");
      out.println(
          "DynamoDB Local runs in memory; the table SessionsTable was created from template.yaml.");
      var index =
          new DynamoSessionIndex(engine.client(), table, configuration.names(), RETENTION, CLOCK);
      printStory(index, configuration, out);
    }
  }

  private static void printStory(SessionIndex index, Configuration configuration, PrintWriter out) {
    out.println();
    out.println("1. EventBridge delivers what STS recorded; index-sessions indexes it:");
    var indexer = new IndexSessionsHandler(index, configuration);
    for (var file : Story.files("events/index-sessions")) {
      var answer = invoke(indexer, read(file));
      out.println("   %-44s %s".formatted(file.getFileName(), outcome(answer)));
    }
    var questions =
        new Questions(index, new NoCalls("event history: the demo asks no AWS"), configuration);
    var asker =
        new QueryDeploymentsHandler(questions, new QuestionReader(new RecordReader(), CLOCK));
    var number = 2;
    for (var scene : Story.SCENES) {
      out.println();
      out.println(number + ". " + scene.title());
      out.println("   asked: events/query-deployments/" + scene.file());
      Story.show(invoke(asker, read(Home.file("events/query-deployments/" + scene.file()))), out);
      number++;
    }
    out.println();
    Story.more(out);
    out.flush();
  }

  private static String outcome(JsonNode answer) {
    if (answer.has("outcome")) {
      return answer.get("outcome").asText();
    }
    var failures = answer.path("batchItemFailures").size();
    return failures == 0
        ? "the batch is indexed"
        : failures + " of the batch left to the dead-letter queue";
  }

  private static JsonNode invoke(RequestStreamHandler handler, byte[] event) {
    var output = new ByteArrayOutputStream();
    try {
      handler.handleRequest(new ByteArrayInputStream(event), output, new QuietContext());
      return JSON.readTree(output.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new InvalidInputException("cannot read " + file + ": " + e.getMessage());
    }
  }
}
