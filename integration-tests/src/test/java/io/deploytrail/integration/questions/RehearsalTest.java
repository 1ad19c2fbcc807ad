package io.deploytrail.integration.questions;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.deploytrail.aws.Rehearsal;
import io.deploytrail.cli.console.Home;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.dynamodb.DynamoDbLocal;
import io.deploytrail.functions.indexsessions.IndexSessionsHandler;
import io.deploytrail.functions.querydeployments.QueryDeploymentsHandler;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.integration.corpus.Corpus;
import io.deploytrail.integration.corpus.RecordingContext;
import io.deploytrail.metrics.Meter;
import io.deploytrail.questions.NoCalls;
import io.deploytrail.questions.QuestionReader;
import io.deploytrail.questions.Questions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.crac.Core;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/// What functions go through before SnapStart's snapshot, as a DynamoDB stub sees it.
final class RehearsalTest {
  private static final String TABLE = "SessionsTable";
  private static final String REFUSED =
      "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\"}";

  /// What Lambda says in environment variables, which a test cannot set.
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "aws.region",
          "us-east-1",
          "aws.accessKeyId",
          "AKIAEXAMPLE",
          "aws.secretAccessKey",
          "none");

  private static final String ENDPOINT = "aws.endpointUrl";

  private final Rehearsal rehearsal = new Rehearsal(Duration.ZERO);
  private final WireMockServer dynamo =
      new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort());
  private DynamoDbClient client;
  private DynamoSessionIndex index;

  @BeforeEach
  void start() {
    dynamo.start();
    dynamo.stubFor(any(anyUrl()).willReturn(aResponse().withBody("{\"Items\":[],\"Count\":0}")));
    dynamo.stubFor(
        any(anyUrl())
            .withHeader("X-Amz-Target", containing("PutItem"))
            .willReturn(aResponse().withStatus(400).withBody(REFUSED)));
    ENVIRONMENT.forEach(System::setProperty);
    System.setProperty(ENDPOINT, dynamo.baseUrl());
    client = rehearsal.client();
    var names = Corpus.configuration().names();
    index = new DynamoSessionIndex(client, TABLE, names, Duration.ofDays(400), Corpus.CLOCK);
  }

  @AfterEach
  void stop() {
    client.close();
    dynamo.stop();
    ENVIRONMENT.keySet().forEach(System::clearProperty);
    System.clearProperty(ENDPOINT);
  }

  @Test
  void whatARehearsalPutsIsRefused() throws IOException {
    var metrics = new ArrayList<String>();
    var handler =
        new IndexSessionsHandler(
            index,
            Corpus.configuration(),
            rehearsal,
            new Meter("deploytrail", Corpus.CLOCK, metrics::add));

    handler.beforeCheckpoint(Core.getGlobalContext());

    assertThat(metrics).as("what is rehearsed is not counted").isEmpty();

    // A session and its claim are put, and read again.
    assertThat(requests()).hasSize(30 * 6).allMatch(RehearsalTest::closesItsConnection);
    assertThat(puts()).hasSize(30 * 2);
    for (var put : puts().subList(0, 4)) {
      assertThatThrownBy(() -> putAsIn(put)).isInstanceOf(ConditionalCheckFailedException.class);
    }

    dynamo.resetRequests();
    handler.handleRequest(
        new ByteArrayInputStream(Corpus.input("index-sessions", "01-deployment-by-id.json")),
        OutputStream.nullOutputStream(),
        new RecordingContext());
    assertThat(requests()).noneMatch(RehearsalTest::closesItsConnection);
    assertThat(metrics).singleElement().asString().contains("\"Roots\":1");
    assertThat(puts()).hasSize(2);
    puts().forEach(RehearsalTest::putAsIn);
  }

  @Test
  void rehearsedQuestionsReadTheIndexOverNewConnections() {
    var questions = new Questions(index, new NoCalls("none here"), Corpus.configuration());
    var reader = new QuestionReader(new RecordReader(), Corpus.CLOCK);

    var handler = new QueryDeploymentsHandler(questions, reader, rehearsal);
    handler.beforeCheckpoint(Core.getGlobalContext());

    var rehearsed = requests();
    // Nobody's event; a record, whose claim is read, from older sessions too; then a session as
    // well.
    assertThat(rehearsed).hasSize(1 + 3 + 29 * 5).allMatch(RehearsalTest::closesItsConnection);
    assertThat(rehearsed)
        .allMatch(request -> isOf(request, "Query") || isOf(request, "BatchGetItem"));
  }

  @Test
  void theMadeUpSessionIsReadLikeAStoredOneAndOnlyInRehearsals() throws IOException {
    var questions = new Questions(index, new NoCalls("none here"), Corpus.configuration());
    var handler =
        new QueryDeploymentsHandler(
            questions, new QuestionReader(new RecordReader(), Corpus.CLOCK), rehearsal);
    var script = script();
    handler.beforeCheckpoint(Core.getGlobalContext());

    assertThat(answer(handler, script.get("invocation"))).contains("\"verdict\":\"NONE\"");

    dynamo.stubFor(any(anyUrl()).willReturn(aResponse().withBody(script.get("stored").toString())));
    assertThat(answer(handler, script.get("invocation")))
        .contains("\"verdict\":\"DEPLOYMENT\"", "00000000-0000-4000-8000-000000000000");
  }

  private static JsonNode script() throws IOException {
    try (var script = QueryDeploymentsHandler.class.getResourceAsStream("rehearsal.json")) {
      return Corpus.json(script.readAllBytes());
    }
  }

  private static String answer(QueryDeploymentsHandler handler, JsonNode question)
      throws IOException {
    var output = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(question.toString().getBytes(StandardCharsets.UTF_8)),
        output,
        new RecordingContext());
    return output.toString(StandardCharsets.UTF_8);
  }

  /// What a function lacks a permission for is its first answer, and no made-up one follows.
  @Test
  void anAnswerIsMadeUpOnlyAfterARealOne() {
    dynamo.stubFor(
        any(anyUrl())
            .willReturn(aResponse().withStatus(400).withBody("{\"__type\":\"AccessDenied\"}")));

    Runnable question = () -> client.query(query -> query.tableName(TABLE));
    assertThatThrownBy(() -> rehearsal.often(question, "{\"Items\":[]}"))
        .isInstanceOf(DynamoDbException.class);

    assertThat(requests()).hasSize(1);
  }

  /// As long as a new role is not known everywhere.
  @Test
  void whatIsRefusedAtFirstIsRehearsedAgain() {
    dynamo.stubFor(
        any(anyUrl())
            .inScenario("a new role")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("known")
            .willReturn(
                aResponse()
                    .withStatus(400)
                    .withBody("{\"__type\":\"com.amazon.coral#AccessDeniedException\"}")));

    assertThat(rehearsal.attempt(() -> client.query(query -> query.tableName(TABLE)))).isEmpty();
    assertThat(requests()).hasSize(2);
  }

  @Test
  void whatFailsForGoodFailsNoDeployment() {
    assertThat(
            rehearsal.attempt(() -> {
              throw new IllegalStateException("a bug");
            }))
        .hasValueSatisfying(failure -> assertThat(failure).contains("a bug"));

    dynamo.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse()
                    .withStatus(400)
                    .withBody("{\"__type\":\"com.amazon.coral#AccessDeniedException\"}")));
    assertThat(rehearsal.attempt(() -> client.query(query -> query.tableName(TABLE)))).isPresent();
    assertThat(requests()).hasSize(6);
  }

  private List<LoggedRequest> puts() {
    return requests().stream().filter(request -> isOf(request, "PutItem")).toList();
  }

  private static boolean isOf(LoggedRequest request, String operation) {
    return request.getHeader("X-Amz-Target").endsWith("." + operation);
  }

  private List<LoggedRequest> requests() {
    return dynamo.findAll(anyRequestedFor(anyUrl()));
  }

  private static boolean closesItsConnection(LoggedRequest request) {
    return "close".equalsIgnoreCase(request.getHeader("Connection"));
  }

  /// Sends it to a DynamoDB that evaluates conditions.
  private static void putAsIn(LoggedRequest request) {
    var sent = Corpus.json(request.getBody());
    try (var engine = DynamoDbLocal.start()) {
      var table = engine.createTable(Home.file("template.yaml"), TABLE);
      engine
          .client()
          .putItem(put -> {
            put.tableName(table)
                .item(values(sent.path("Item")))
                .conditionExpression(sent.path("ConditionExpression").asText());
            if (sent.has("ExpressionAttributeValues")) {
              put.expressionAttributeValues(values(sent.path("ExpressionAttributeValues")));
            }
          });
    }
  }

  /// Of lists, which no condition looks at, there are none.
  private static Map<String, AttributeValue> values(JsonNode attributes) {
    var values = new HashMap<String, AttributeValue>();
    for (var attribute : attributes.properties()) {
      var value = attribute.getValue();
      if (value.has("S")) {
        values.put(attribute.getKey(), AttributeValue.fromS(value.get("S").asText()));
      } else if (value.has("N")) {
        values.put(attribute.getKey(), AttributeValue.fromN(value.get("N").asText()));
      }
    }
    return values;
  }
}
