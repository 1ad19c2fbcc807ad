package io.deploytrail.integration.drills;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.functions.querydeployments.QueryDeploymentsHandler;
import io.deploytrail.ingestion.MadeUpOrganization;
import io.deploytrail.integration.corpus.Corpus;
import io.deploytrail.integration.corpus.RecordingContext;
import io.deploytrail.integration.corpus.Tables;
import io.deploytrail.questions.IndexedCalls;
import io.deploytrail.questions.NoCalls;
import io.deploytrail.questions.QuestionReader;
import io.deploytrail.questions.Questions;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The function query-deployments over the tables of a client, at the end of the made-up
/// organization's time; the event history is not asked.
record QueryFunction(RequestStreamHandler handler, RecordingContext context) {
  static final ObjectMapper JSON = new ObjectMapper();

  static QueryFunction over(DynamoDbClient client) {
    var tables = Tables.over(client);
    var questions =
        new Questions(
            tables.sessions(),
            new IndexedCalls(tables.calls(), new NoCalls("event history: not asked")),
            Tables.CONFIGURATION);
    var reader = new QuestionReader(new RecordReader(), Clock.fixed(MadeUpOrganization.end(), UTC));
    return new QueryFunction(
        new QueryDeploymentsHandler(questions, reader), new RecordingContext());
  }

  JsonNode invoke(JsonNode event) {
    return invoke(event.toString());
  }

  JsonNode invoke(String event) {
    return Corpus.invoke(handler, event.getBytes(UTF_8), context);
  }

  /// As the function URL asks.
  JsonNode get(String path, Map<String, String> parameters) {
    var event = JSON.createObjectNode().put("version", "2.0").put("rawPath", path);
    event.putObject("requestContext").putObject("http").put("method", "GET").put("path", path);
    var query = event.putObject("queryStringParameters");
    parameters.forEach(query::put);
    return invoke(event);
  }

  /// As the function URL takes a record.
  JsonNode post(String path, String body) {
    var event = JSON.createObjectNode().put("version", "2.0").put("rawPath", path);
    event.putObject("requestContext").putObject("http").put("method", "POST").put("path", path);
    return invoke(event.put("body", body));
  }

  /// The answer with the items of all of its pages. What fails is thrown.
  ObjectNode all(String question, Map<String, String> parameters) {
    var event = JSON.createObjectNode().put("question", question);
    parameters.forEach(event::put);
    var answer = (ObjectNode) invoke(event);
    var first = answer;
    while (answer.has("next")) {
      answer = (ObjectNode) invoke(event.put("next", answer.path("next").asText()));
      ((ArrayNode) first.path("items")).addAll((ArrayNode) answer.path("items"));
    }
    first.remove("next");
    return first;
  }
}
