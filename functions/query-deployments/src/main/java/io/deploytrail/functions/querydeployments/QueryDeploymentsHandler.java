package io.deploytrail.functions.querydeployments;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.aws.EventHistory;
import io.deploytrail.aws.LogText;
import io.deploytrail.aws.Rehearsal;
import io.deploytrail.calls.CallIndex;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.iam.IamAtHand;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.questions.AnswerWriter;
import io.deploytrail.questions.CallHistory;
import io.deploytrail.questions.Configuration;
import io.deploytrail.questions.IndexedCalls;
import io.deploytrail.questions.InvalidQuestionException;
import io.deploytrail.questions.LookupEventsHistory;
import io.deploytrail.questions.Question;
import io.deploytrail.questions.QuestionReader;
import io.deploytrail.questions.Questions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Answers a question: `{"question":"who", …}` invoked directly, or `GET /who?…` through the
/// function URL.
///
/// Before SnapStart takes its snapshot, the handler answers made-up questions, so that a restored
/// one has all loaded and compiled that the first real question needs.
public final class QueryDeploymentsHandler implements RequestStreamHandler, Resource {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

  private static final String NOBODYS_EVENT = "00000000-0000-4000-8000-000000000000";

  /// Lambda hands on JSON alone, so what Jackson refuses is beyond its limits.
  private static final String UNREADABLE =
      "a question was expected, and this JSON is nested too deeply, or a name or a number in it is too long";

  private final Questions questions;
  private final QuestionReader reader;
  private final Rehearsal rehearsal;

  /// What Lambda calls: everything comes from the environment that template.yaml sets.
  public QueryDeploymentsHandler() {
    this(System.getenv(), new Rehearsal());
    Core.getGlobalContext().register(this);
  }

  private QueryDeploymentsHandler(Map<String, String> environment, Rehearsal rehearsal) {
    this(
        questions(environment, rehearsal),
        new QuestionReader(new RecordReader(), Clock.systemUTC()),
        rehearsal);
  }

  public QueryDeploymentsHandler(Questions questions, QuestionReader reader) {
    this(questions, reader, new Rehearsal());
  }

  public QueryDeploymentsHandler(Questions questions, QuestionReader reader, Rehearsal rehearsal) {
    this.questions = questions;
    this.reader = reader;
    this.rehearsal = rehearsal;
  }

  private static Questions questions(Map<String, String> environment, Rehearsal rehearsal) {
    var configuration = Configuration.fromEnvironment(environment);
    var dynamo = rehearsal.client();
    return new Questions(
        DynamoSessionIndex.fromEnvironment(environment, dynamo, configuration.names()),
        history(environment, dynamo, rehearsal),
        configuration,
        IamAtHand.fromEnvironment(environment));
  }

  /// The call index, if log files are taken in, and the event history.
  private static CallHistory history(
      Map<String, String> environment, DynamoDbClient dynamo, Rehearsal rehearsal) {
    var lookup =
        new LookupEventsHistory(
            regions(environment),
            region -> EventHistory.client(region, rehearsal),
            new RecordReader());
    return environment.getOrDefault("CALLS_TABLE", "").isEmpty()
        ? lookup
        : new IndexedCalls(CallIndex.fromEnvironment(environment, dynamo), lookup);
  }

  private static List<String> regions(Map<String, String> environment) {
    var regions = Configuration.list(environment, "LOOKUP_REGIONS");
    return regions.isEmpty() ? Configuration.list(environment, "AWS_REGION") : regions;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    JsonNode event;
    try {
      event = MAPPER.readTree(input);
    } catch (JsonProcessingException e) {
      MAPPER.writeValue(output, Map.of("error", UNREADABLE));
      return;
    }
    if (event.path("requestContext").path("http").isObject()) {
      output.write(answer(new UrlRequest(event), context.getLogger()));
      return;
    }
    output.write(answer(event).getBytes(StandardCharsets.UTF_8));
  }

  private byte[] answer(UrlRequest request, LambdaLogger logger) throws JsonProcessingException {
    return MAPPER.writeValueAsBytes(request.answer(questions, reader, logger));
  }

  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    rehearsal
        .attempt(this::rehearse)
        .ifPresentOrElse(
            failure ->
                LambdaRuntime.getLogger()
                    .log(
                        LogText.line(
                            "rehearsed in part, so the first answer will take longer: " + failure),
                        LogLevel.WARN),
            () -> LambdaRuntime.getLogger().log("rehearsed before a snapshot", LogLevel.INFO));
  }

  private void rehearse() {
    // The event history takes two requests a second.
    rehearsal.once(() -> questions.answer(new Question.WhoMadeEvent(NOBODYS_EVENT)));
    var script = script();
    rehearsal.often(() -> rehearse(script), script.get("stored").toString());
  }

  /// Answers a question about a stored session, and one about a record that says all itself.
  private void rehearse(JsonNode script) {
    try {
      answer(script.get("invocation"));
      answer(new UrlRequest(script.get("request")), LambdaRuntime.getLogger());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode script() {
    try (var script = getClass().getResourceAsStream("rehearsal.json")) {
      return MAPPER.readTree(script);
    } catch (IOException e) {
      throw new UncheckedIOException("rehearsal.json was expected in the function's zip", e);
    }
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {}

  private String answer(JsonNode event) throws JsonProcessingException {
    try {
      return AnswerWriter.write(questions.answer(reader.read(event)));
    } catch (InvalidQuestionException e) {
      return MAPPER.writeValueAsString(Map.of("error", e.reason()));
    }
  }
}
