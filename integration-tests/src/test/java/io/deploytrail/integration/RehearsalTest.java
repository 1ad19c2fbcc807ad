package io.deploytrail.integration;

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
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.deploytrail.cli.Home;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.dynamodb.DynamoDbLocal;
import io.deploytrail.functions.indexsessions.IndexSessionsHandler;
import io.deploytrail.functions.querydeployments.QueryDeploymentsHandler;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.index.Rehearsal;
import io.deploytrail.questions.NoCalls;
import io.deploytrail.questions.QuestionReader;
import io.deploytrail.questions.Questions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.crac.Core;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// What functions go through before SnapStart's snapshot, as a DynamoDB stub sees it.
final class RehearsalTest {
  private static final String TABLE = "SessionsTable";
  private static final String REFUSED =
      "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException\"}";

  private final Rehearsal rehearsal = new Rehearsal();
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
    client =
        DynamoDbClient.builder()
            .endpointOverride(URI.create(dynamo.baseUrl()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "none")))
            .overrideConfiguration(requests -> requests.addExecutionInterceptor(rehearsal))
            .build();
    var names = Corpus.configuration().names();
    index = new DynamoSessionIndex(client, TABLE, names, Duration.ofDays(400), Corpus.CLOCK);
  }

  @AfterEach
  void stop() {
    client.close();
    dynamo.stop();
  }

  @Test
  void whatARehearsalPutsIsRefused() throws IOException {
    var handler = new IndexSessionsHandler(index, rehearsal);

    handler.beforeCheckpoint(Core.getGlobalContext());

    var rehearsed = requests();
    assertThat(rehearsed).hasSize(30).allMatch(RehearsalTest::closesItsConnection);
    assertThatThrownBy(() -> putAsIn(rehearsed.getFirst()))
        .isInstanceOf(ConditionalCheckFailedException.class);

    dynamo.resetRequests();
    handler.handleRequest(
        new ByteArrayInputStream(Corpus.input("index-sessions", "01-deployment-by-id.json")),
        OutputStream.nullOutputStream(),
        new RecordingContext());
    var event = requests();
    assertThat(event).hasSize(1).noneMatch(RehearsalTest::closesItsConnection);
    putAsIn(event.getFirst());
  }

  @Test
  void rehearsedQuestionsReadTheIndexOverNewConnections() {
    var questions = new Questions(index, new NoCalls("none here"), Corpus.configuration());
    var reader = new QuestionReader(new RecordReader(), Corpus.CLOCK);

    new QueryDeploymentsHandler(questions, reader, rehearsal)
        .beforeCheckpoint(Core.getGlobalContext());

    var rehearsed = requests();
    assertThat(rehearsed).hasSize(31);
    assertThat(rehearsed.stream().filter(RehearsalTest::closesItsConnection)).hasSize(30);
    assertThat(rehearsed).allMatch(request -> request.getHeader("X-Amz-Target").endsWith(".Query"));
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
          .putItem(put ->
              put.tableName(table)
                  .item(values(sent.path("Item")))
                  .conditionExpression(sent.path("ConditionExpression").asText())
                  .expressionAttributeValues(values(sent.path("ExpressionAttributeValues"))));
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
