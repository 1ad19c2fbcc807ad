package io.deploytrail.functions.querydeployments;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.calls.CallIndex;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.questions.AnswerWriter;
import io.deploytrail.questions.CallHistory;
import io.deploytrail.questions.Configuration;
import io.deploytrail.questions.IndexedCalls;
import io.deploytrail.questions.InvalidQuestionException;
import io.deploytrail.questions.LookupEventsHistory;
import io.deploytrail.questions.QuestionReader;
import io.deploytrail.questions.Questions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Answers a question: `{"question":"who", …}` invoked directly, or `GET /who?…` through the
/// function URL.
public final class QueryDeploymentsHandler implements RequestStreamHandler {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

  private final Questions questions;
  private final QuestionReader reader;

  /// What Lambda calls: everything comes from the environment that template.yaml sets.
  public QueryDeploymentsHandler() {
    this(
        System.getenv(),
        DynamoDbClient.create(),
        Configuration.fromEnvironment(System.getenv()),
        new RecordReader());
  }

  private QueryDeploymentsHandler(
      Map<String, String> environment,
      DynamoDbClient dynamo,
      Configuration configuration,
      RecordReader records) {
    this(
        new Questions(
            DynamoSessionIndex.fromEnvironment(environment, dynamo, configuration.names()),
            history(environment, dynamo, records),
            configuration),
        new QuestionReader(records, Clock.systemUTC()));
  }

  public QueryDeploymentsHandler(Questions questions, QuestionReader reader) {
    this.questions = questions;
    this.reader = reader;
  }

  /// The call index, if log files are taken in, and the event history.
  private static CallHistory history(
      Map<String, String> environment, DynamoDbClient dynamo, RecordReader records) {
    var lookup =
        LookupEventsHistory.of(
            regions(environment),
            region -> CloudTrailClient.builder().region(Region.of(region)),
            records);
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
    var event = MAPPER.readTree(input);
    if (event.path("requestContext").path("http").isObject()) {
      MAPPER.writeValue(
          output, new UrlRequest(event).answer(questions, reader, context.getLogger()));
      return;
    }
    output.write(answer(event).getBytes(StandardCharsets.UTF_8));
  }

  private String answer(JsonNode event) throws JsonProcessingException {
    try {
      return AnswerWriter.write(questions.answer(reader.read(event)));
    } catch (InvalidQuestionException e) {
      return MAPPER.writeValueAsString(Map.of("error", e.reason()));
    }
  }
}
