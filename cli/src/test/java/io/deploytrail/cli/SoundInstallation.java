package io.deploytrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.dynamodb.DynamoDbLocal;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.pulumi.SessionNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A stub of AWS in which DeployTrail is installed soundly; a test changes what is not to be sound.
final class SoundInstallation implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path TEMPLATE = Path.of("../template.yaml");
  static final String NOTHING = "";
  static final String ALL_EVENTS = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";
  final LoopbackAws aws = new LoopbackAws();
  final Instant issued = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private String secondPage = NOTHING;

  SoundInstallation() throws IOException {
    System.setProperty("deploytrail.home", Path.of("..").toAbsolutePath().normalize().toString());
    aws.xml(
        "ListOpenIDConnectProviders",
        """
        <ListOpenIDConnectProvidersResponse><ListOpenIDConnectProvidersResult><OpenIDConnectProviderList>
        <member><Arn>%s</Arn></member></OpenIDConnectProviderList></ListOpenIDConnectProvidersResult></ListOpenIDConnectProvidersResponse>
        """
            .formatted(MadeUpTrail.PROVIDER));
    audience("acme");
    trail("{\"IsLogging\":true}");
    selectors("\"EventSelectors\":[{\"ReadWriteType\":\"All\",\"IncludeManagementEvents\":true}]");
    rule(ALL_EVENTS, pattern());
    queue("deploytrail-IssuanceQueue-1", 0);
    queue("deploytrail-IssuanceDeadLetters-1", 0);
    queue("deploytrail-UndeliveredIssuances-1", 0);
    table();
    sessions(storedRoot());
  }

  @Override
  public void close() {
    aws.close();
    System.clearProperty("deploytrail.home");
  }

  void audience(String name) {
    aws.xml(
        "GetOpenIDConnectProvider",
        """
        <GetOpenIDConnectProviderResponse><GetOpenIDConnectProviderResult><ClientIDList><member>%s</member></ClientIDList>
        </GetOpenIDConnectProviderResult></GetOpenIDConnectProviderResponse>
        """
            .formatted(name));
  }

  void trail(String status) {
    aws.json(
        "DescribeTrails",
        NOTHING,
        """
        {"trailList":[{"Name":"audit","TrailARN":"arn:aws:cloudtrail:us-east-1:111122223333:trail/audit","HomeRegion":"us-east-1"}]}
        """);
    aws.json("GetTrailStatus", NOTHING, status);
  }

  void selectors(String selectors) {
    aws.json("GetEventSelectors", NOTHING, "{" + selectors + "}");
  }

  /// The rule's pattern as CloudFormation makes it of the template.
  static String pattern() throws IOException {
    return pattern("IssuanceRule");
  }

  static String pattern(String rule) throws IOException {
    return new YAMLMapper()
        .readTree(TEMPLATE.toFile())
        .at("/Resources/" + rule + "/Properties/EventPattern")
        .toString()
        .replace("${Provider}", "api.pulumi.com/oidc");
  }

  void rule(String state, String pattern) {
    var rule =
        JSON.createObjectNode()
            .put("Name", "deploytrail-IssuanceRule-1")
            .put("Arn", "arn:aws:events:us-east-1:111122223333:rule/deploytrail-IssuanceRule-1")
            .put("State", state)
            .put("EventPattern", pattern);
    secondPage = page("Rules", rule).toString();
    firstRule("nightly", "DISABLED");
    targets("IssuanceRule", "deploytrail-IssuanceQueue-1", "deploytrail-UndeliveredIssuances-1");
  }

  void targets(String rule, String queue, String undelivered) {
    var target = JSON.createObjectNode().put("Id", queue).put("Arn", arn(queue));
    target.withObject("/DeadLetterConfig").put("Arn", arn(undelivered));
    aws.json("ListTargetsByRule", rule, page("Targets", target).toString());
  }

  /// The rule on the first page; the one for sessions is on the second.
  void firstRule(String name, String state) {
    firstRule(name, state, "{}");
  }

  void firstRule(String name, String state, String pattern) {
    var other =
        JSON.createObjectNode()
            .put("Name", name)
            .put("Arn", "arn:aws:events:us-east-1:111122223333:rule/" + name)
            .put("State", state)
            .put("EventPattern", pattern);
    aws.json("ListRules", NOTHING, page("Rules", other).put("NextToken", "2").toString());
    aws.json("ListRules", "\"NextToken\":\"2\"", secondPage);
  }

  private static ObjectNode page(String name, JsonNode item) {
    var page = JSON.createObjectNode();
    page.withArray(name).add(item);
    return page;
  }

  private static String arn(String queue) {
    return "arn:aws:sqs:us-east-1:111122223333:" + queue;
  }

  void queue(String name, int waiting) {
    var url = "https://sqs.us-east-1.amazonaws.com/111122223333/" + name;
    aws.json("GetQueueUrl", name, JSON.createObjectNode().put("QueueUrl", url).toString());
    var attributes = JSON.createObjectNode();
    attributes
        .withObject("/Attributes")
        .put("ApproximateNumberOfMessages", Integer.toString(waiting))
        .put("ApproximateNumberOfMessagesNotVisible", "0");
    if (name.contains("Queue-")) {
      var letters =
          name.replace("IssuanceQueue", "IssuanceDeadLetters")
              .replace("LogFileQueue", "LogFileDeadLetters");
      attributes
          .withObject("/Attributes")
          .put(
              "RedrivePolicy",
              "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":5}".formatted(arn(letters)));
    }
    aws.json("GetQueueAttributes", name, attributes.toString());
  }

  /// Datapoints of the oldest message's age, in seconds.
  void ages(Map<Instant, Double> ages) {
    var datapoints =
        ages.entrySet().stream()
            .map(age ->
                Map.of(
                    "Timestamp", age.getKey().getEpochSecond(),
                    "Maximum", age.getValue()))
            .toList();
    aws.cbor("GetMetricStatistics", 200, Map.of("Label", "age", "Datapoints", datapoints));
  }

  private void table() throws IOException {
    var answer = JSON.createObjectNode();
    var properties =
        new YAMLMapper().readTree(TEMPLATE.toFile()).at("/Resources/SessionsTable/Properties");
    var table = answer.withObject("/Table").put("TableName", "sessions");
    table.set("KeySchema", properties.path("KeySchema"));
    table.set("GlobalSecondaryIndexes", properties.path("GlobalSecondaryIndexes"));
    aws.json("DescribeTable", NOTHING, answer.toString());
  }

  /// The item of a session that was issued just now.
  JsonNode storedRoot() {
    return stored(MadeUpTrail.ROOT);
  }

  JsonNode stored(String record) {
    try (var engine = DynamoDbLocal.start()) {
      var table = engine.createTable(TEMPLATE, "SessionsTable");
      var root =
          record.replaceFirst("\"eventTime\":\"[^\"]+\"", "\"eventTime\":\"" + issued + "\"");
      var index =
          new DynamoSessionIndex(
              engine.client(),
              table,
              new SessionNames(List.of()),
              Duration.ofDays(400),
              Clock.systemUTC());
      new RecordReader().read(root.getBytes(UTF_8)).record().fact().ifPresent(index::add);
      var item = JSON.createObjectNode();
      engine.client().scan(request -> request.tableName(table)).items().stream()
          .filter(stored -> stored.containsKey("kind"))
          .findFirst()
          .orElseThrow()
          .forEach((name, value) ->
              item.withObject("/" + name)
                  .put(value.n() == null ? "S" : "N", value.n() == null ? value.s() : value.n()));
      return item;
    }
  }

  void sessions(JsonNode... items) {
    var answer = JSON.createObjectNode();
    var list = answer.withArray("Items");
    Stream.of(items).forEach(list::add);
    aws.json("Query", NOTHING, answer.toString());
  }
}
