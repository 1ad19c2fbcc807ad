package io.deploytrail.integration.engines;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.deploytrail.cli.console.Home;
import io.deploytrail.dynamodb.TableDefinition;
import io.deploytrail.ingestion.FakeEventHistory;
import io.deploytrail.integration.corpus.Corpus;
import io.deploytrail.integration.corpus.DynamoDbProcess;
import io.deploytrail.integration.corpus.Tables;
import io.deploytrail.integration.template.Template;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.utils.Md5Utils;

/// What the functions need of AWS, on loopback: DynamoDB Local with the template's tables, and
/// stubs of the event history, which has the records of `events/history`, and of two buckets.
final class LocalAws implements AutoCloseable {
  /// Where ingest-logs and backfill-sessions write, so that their sessions are in no answer.
  static final String OTHER_SESSIONS = "OtherSessionsTable";

  private final DynamoDbProcess dynamo;
  private final WireMockServer others;
  private final HostAddress host;

  /// A bucket that has `logFile` under every key but `gone`, and one that takes everything.
  LocalAws(HostAddress host, byte[] logFile) throws IOException {
    this.host = host;
    dynamo = DynamoDbProcess.start(host.here());
    createTables();
    others =
        new WireMockServer(
            options().bindAddress(host.here()).dynamicPort().extensions(new SentMessage()));
    others.start();
    others.stubFor(lookup().atPriority(10).willReturn(events(List.of())));
    history()
        .forEach((value, records) ->
            others.stubFor(
                lookup()
                    .withRequestBody(
                        matchingJsonPath("$.LookupAttributes[0].AttributeValue", equalTo(value)))
                    .willReturn(events(records))));
    others.stubFor(
        get(urlMatching("/acme-trail/.*gone.*"))
            .atPriority(1)
            .willReturn(
                aResponse().withStatus(404).withBody("<Error><Code>NoSuchKey</Code></Error>")));
    others.stubFor(get(urlMatching("/acme-trail/.*")).willReturn(aResponse().withBody(logFile)));
    others.stubFor(put(urlMatching("/acme-log-events/.*")).willReturn(aResponse()));
    others.stubFor(
        post(urlPathEqualTo("/"))
            .withHeader("X-Amz-Target", containing("SendMessage"))
            .willReturn(aResponse().withTransformers(SentMessage.NAME)));
  }

  private void createTables() {
    try (var client = DynamoDbProcess.client(dynamo.endpoint()).build()) {
      Tables.create(client);
      var sessions = TableDefinition.read(Home.file(Template.HOME), "SessionsTable");
      client.createTable(sessions.toBuilder().tableName(OTHER_SESSIONS).build());
    }
  }

  /// The endpoint of each service, as the SDK reads it from the environment.
  Map<String, String> endpoints() {
    var stub = "http://" + host.inContainers() + ":" + others.port();
    return Map.of(
        "AWS_ENDPOINT_URL_DYNAMODB",
            "http://" + host.inContainers() + ":" + dynamo.endpoint().getPort(),
        "AWS_ENDPOINT_URL_CLOUDTRAIL", stub,
        "AWS_ENDPOINT_URL_S3", stub,
        "AWS_ENDPOINT_URL_SQS", stub);
  }

  private static MappingBuilder lookup() {
    return post(urlPathEqualTo("/")).withHeader("X-Amz-Target", containing("LookupEvents"));
  }

  /// The records that each attribute's value finds, newest first.
  private static Map<String, List<ObjectNode>> history() {
    var found = new HashMap<String, List<ObjectNode>>();
    var newestFirst =
        Corpus.history().stream()
            .sorted(comparing((ObjectNode record) -> record.path("eventTime").asText()).reversed())
            .toList();
    for (var record : newestFirst) {
      Stream.of(
              LookupAttributeKey.EVENT_ID,
              LookupAttributeKey.ACCESS_KEY_ID,
              LookupAttributeKey.RESOURCE_NAME)
          .flatMap(key -> FakeEventHistory.values(record, key).stream())
          .forEach(value -> found.computeIfAbsent(value, _ -> new ArrayList<>()).add(record));
    }
    return found;
  }

  private static ResponseDefinitionBuilder events(List<ObjectNode> records) {
    var answer = JsonNodeFactory.instance.objectNode();
    var events = answer.putArray("Events");
    for (var record : records) {
      events
          .addObject()
          .put("EventId", record.path("eventID").asText())
          .put("EventTime", Instant.parse(record.path("eventTime").asText()).getEpochSecond())
          .put("CloudTrailEvent", record.toString());
    }
    return aResponse()
        .withHeader("Content-Type", "application/x-amz-json-1.1")
        .withBody(answer.toString().getBytes(UTF_8));
  }

  /// What SQS answers to a message, whose digest the SDK checks.
  private static final class SentMessage implements ResponseDefinitionTransformerV2 {
    static final String NAME = "sent-message";

    @Override
    public ResponseDefinition transform(ServeEvent event) {
      var message = Corpus.json(event.getRequest().getBody()).path("MessageBody").asText();
      var answer =
          JsonNodeFactory.instance
              .objectNode()
              .put("MessageId", "message-1")
              .put(
                  "MD5OfMessageBody",
                  HexFormat.of().formatHex(Md5Utils.computeMD5Hash(message.getBytes(UTF_8))));
      return aResponse().withBody(answer.toString()).build();
    }

    @Override
    public String getName() {
      return NAME;
    }

    @Override
    public boolean applyGlobally() {
      return false;
    }
  }

  @Override
  public void close() {
    others.stop();
    dynamo.close();
  }
}
