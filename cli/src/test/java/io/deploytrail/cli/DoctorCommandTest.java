package io.deploytrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A sound installation, and what is said of each thing that may be wrong with one.
final class DoctorCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path TEMPLATE = Path.of("../template.yaml");
  private static final String NOTHING = "";
  private static final String ALL_EVENTS = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";
  private static final String[] READS_ALL = {"--organization", "acme"};

  @TempDir private Path folder = Path.of("");
  private final LoopbackAws aws = new LoopbackAws();
  private final Instant issued = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  @BeforeEach
  void installSoundly() throws IOException {
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

  @AfterEach
  void stop() {
    aws.close();
    System.clearProperty("deploytrail.home");
  }

  private void audience(String name) {
    aws.xml(
        "GetOpenIDConnectProvider",
        """
        <GetOpenIDConnectProviderResponse><GetOpenIDConnectProviderResult><ClientIDList><member>%s</member></ClientIDList>
        </GetOpenIDConnectProviderResult></GetOpenIDConnectProviderResponse>
        """
            .formatted(name));
  }

  private void trail(String status) {
    aws.json(
        "DescribeTrails",
        NOTHING,
        """
        {"trailList":[{"Name":"audit","TrailARN":"arn:aws:cloudtrail:us-east-1:111122223333:trail/audit","HomeRegion":"us-east-1"}]}
        """);
    aws.json("GetTrailStatus", NOTHING, status);
  }

  private void selectors(String selectors) {
    aws.json("GetEventSelectors", NOTHING, "{" + selectors + "}");
  }

  /// The rule's pattern as CloudFormation makes it of the template.
  private static String pattern() throws IOException {
    return new YAMLMapper()
        .readTree(TEMPLATE.toFile())
        .at("/Resources/IssuanceRule/Properties/EventPattern")
        .toString()
        .replace("${Provider}", "api.pulumi.com/oidc");
  }

  private void rule(String state, String pattern) {
    var rule =
        JSON.createObjectNode()
            .put("Name", "deploytrail-IssuanceRule-1")
            .put("Arn", "arn:aws:events:us-east-1:111122223333:rule/deploytrail-IssuanceRule-1")
            .put("State", state)
            .put("EventPattern", pattern);
    var other = JSON.createObjectNode().put("Name", "nightly").put("State", "DISABLED");
    aws.json("ListRules", NOTHING, page("Rules", other).put("NextToken", "2").toString());
    aws.json("ListRules", "\"NextToken\":\"2\"", page("Rules", rule).toString());
    var target =
        JSON.createObjectNode()
            .put("Id", "IssuanceQueue")
            .put("Arn", arn("deploytrail-IssuanceQueue-1"));
    target.withObject("/DeadLetterConfig").put("Arn", arn("deploytrail-UndeliveredIssuances-1"));
    aws.json("ListTargetsByRule", NOTHING, page("Targets", target).toString());
  }

  private static ObjectNode page(String name, JsonNode item) {
    var page = JSON.createObjectNode();
    page.withArray(name).add(item);
    return page;
  }

  private static String arn(String queue) {
    return "arn:aws:sqs:us-east-1:111122223333:" + queue;
  }

  private void queue(String name, int waiting) {
    var url = "https://sqs.us-east-1.amazonaws.com/111122223333/" + name;
    aws.json("GetQueueUrl", name, JSON.createObjectNode().put("QueueUrl", url).toString());
    var attributes = JSON.createObjectNode();
    attributes
        .withObject("/Attributes")
        .put("ApproximateNumberOfMessages", Integer.toString(waiting))
        .put("ApproximateNumberOfMessagesNotVisible", "0");
    if (name.contains("IssuanceQueue")) {
      attributes
          .withObject("/Attributes")
          .put(
              "RedrivePolicy",
              "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":5}"
                  .formatted(arn("deploytrail-IssuanceDeadLetters-1")));
    }
    aws.json("GetQueueAttributes", name, attributes.toString());
  }

  /// Datapoints of the oldest message's age, in seconds.
  private void ages(Map<Instant, Double> ages) {
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
  private JsonNode storedRoot() {
    return stored(MadeUpTrail.ROOT);
  }

  private JsonNode stored(String record) {
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

  private void sessions(JsonNode... items) {
    var answer = JSON.createObjectNode();
    var list = answer.withArray("Items");
    Stream.of(items).forEach(list::add);
    aws.json("Query", NOTHING, answer.toString());
  }

  /// Of a stack whose template reads the stored session's name.
  private Desk.Run doctor(String... arguments) {
    return doctorWithout(
        Stream.concat(Stream.of("--template", "pulumi-${deployment.id}"), Stream.of(arguments))
            .toArray(String[]::new));
  }

  private Desk.Run doctorWithout(String... arguments) {
    return new Desk(folder)
        .run(
            Stream.concat(
                    Stream.of("doctor", "--table", "sessions", "--region", "us-east-1"),
                    Stream.of(arguments))
                .toArray(String[]::new));
  }

  /// What is not sound.
  private static List<JsonNode> unsound(Desk.Run run) {
    return run.out()
        .lines()
        .map(Desk::json)
        .filter(finding -> !finding.path("state").asText().equals("OK"))
        .toList();
  }

  private static void assertProblem(Desk.Run run, String check, String found, String next) {
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
    assertThat(unsound(run))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.path("check").asText()).isEqualTo(check);
          assertThat(finding.path("state").asText()).isEqualTo("PROBLEM");
          assertThat(finding.path("found").asText()).contains(found);
          assertThat(finding.path("next").asText()).contains(next);
        });
  }

  @Test
  void soundInstallationHasNoProblem() {
    var run = doctor(READS_ALL);

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out().lines().map(Desk::json))
        .extracting(finding -> finding.path("check").asText())
        .containsExactly(
            "provider", "trail", "rule", "queue", "dead letters", "dead letters", "sessions");
    assertThat(run.out()).contains(issued.toString(), "admits acme", "audit logs");
    assertThat(unsound(run)).isEmpty();
  }

  @Test
  void personReadsTheNextStepBelowWhatWasFound() {
    rule("ENABLED", "{}");

    assertThat(doctor("--format", "table").out().lines())
        .anyMatch(line -> line.startsWith("problem ") && line.contains("is ENABLED, not"))
        .anyMatch(line -> line.contains("next: aws events put-rule --region us-east-1"));
  }

  @Test
  void organizationInOtherCasingIsShown() {
    audience("Acme");

    assertProblem(doctor(READS_ALL), "provider", "Acme is written otherwise", "--client-id acme");
  }

  @Test
  void missingProviderIsNamed() {
    aws.xml("ListOpenIDConnectProviders", "<ListOpenIDConnectProvidersResponse/>");

    assertProblem(
        doctor(), "provider", "no OIDC provider api.pulumi.com/oidc", "template-pulumi-role.yaml");
  }

  @Test
  void stoppedTrailIsToBeStarted() {
    trail("{\"IsLogging\":false}");

    assertProblem(doctor(), "trail", "audit is stopped", "aws cloudtrail start-logging");
  }

  @Test
  void regionWithoutTrailIsTold() {
    aws.json("DescribeTrails", NOTHING, "{\"trailList\":[]}");

    assertProblem(doctor(), "trail", "no trail", "multi-Region trail");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        "EventSelectors":[{"ReadWriteType":"WriteOnly","IncludeManagementEvents":true}]\
        """,
        """
        "EventSelectors":[{"ReadWriteType":"All","IncludeManagementEvents":false}]\
        """,
        """
        "AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]}]}]\
        """,
        """
        "AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},
          {"Field":"readOnly","Equals":["false"]}]}]\
        """,
        """
        "AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},
          {"Field":"eventSource","NotEquals":["kms.amazonaws.com","sts.amazonaws.com"]}]}]\
        """
      })
  void trailWithoutReadEventsIsTold(String selectors) {
    selectors(selectors);

    assertProblem(doctor(), "trail", "does not log read management events", "put-event-selectors");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        "EventSelectors":[{"ReadWriteType":"ReadOnly","IncludeManagementEvents":true}]\
        """,
        """
        "AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]}]},
          {"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},
          {"Field":"eventSource","NotEquals":["kms.amazonaws.com"]}]}]\
        """
      })
  void trailWithReadEventsIsSound(String selectors) {
    selectors(selectors);

    assertThat(doctor().exitCode()).isZero();
  }

  @Test
  void ruleInTheUsualStateIsToldWithItsCorrection() throws IOException {
    rule("ENABLED", pattern());

    assertProblem(doctor(), "rule", "is ENABLED, not " + ALL_EVENTS, "--state " + ALL_EVENTS);
  }

  @Test
  void changedPatternIsToldWithItsCorrection() throws IOException {
    rule(ALL_EVENTS, pattern().replace("aws.sts", "other"));

    assertProblem(doctor(), "rule", "does not pick", pattern());
  }

  @Test
  void missingRuleIsTold() {
    aws.json("ListRules", NOTHING, "{\"Rules\":[]}");

    assertProblem(doctor(), "rule", "no rule picks issuances", "deploy template.yaml");
  }

  @Test
  void memberRegionIsLookedAtToo() {
    assertThat(doctor("--member-region", "eu-central-1").out().lines())
        .filteredOn(line -> line.contains("\"eu-central-1\""))
        .hasSize(5);
  }

  @Test
  void waitingForMinutesIsSound() {
    queue("deploytrail-IssuanceQueue-1", 3);
    ages(Map.of(issued.minusSeconds(120), 900.0, issued.minusSeconds(60), 61.0));

    var run = doctor();

    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("3 wait in deploytrail-IssuanceQueue-1, the oldest for 61 s");
  }

  @Test
  void waitingForLongIsAProblem() {
    queue("deploytrail-IssuanceQueue-1", 3);
    ages(Map.of(issued.minusSeconds(60), 901.0));

    assertProblem(doctor(), "queue", "the oldest for 901 s", "event source mapping");
  }

  @Test
  void deadLettersAreAProblem() {
    queue("deploytrail-IssuanceDeadLetters-1", 2);

    assertProblem(
        doctor(), "dead letters", "2 in deploytrail-IssuanceDeadLetters-1", "docs/operations.md");
  }

  @Test
  void emptyIndexIsToldWithTheNextStep() {
    sessions();

    assertProblem(doctor(), "sessions", "no session was issued", "run a Pulumi deployment");
  }

  @Test
  void advisesNamesThatLeadToTheirDeployments() {
    var advised = doctorWithout();
    assertThat(advised.exitCode()).isZero();
    assertThat(advised.out())
        .contains("\"check\":\"names\"", "\"state\":\"ADVICE\"", "pulumi-${deployment.id}");
    assertThat(doctor().out()).doesNotContain("ADVICE");

    sessions(stored(MadeUpTrail.ROOT.replace("pulumi-" + MadeUpTrail.ID, "pulumi-deployments")));
    assertThat(doctorWithout().out())
        .contains(
            "1 of the last session names lead to no deployment, such as pulumi-deployments",
            "${organization.name}-${project.name}-${stack.name}-${deployment.id}");
  }

  @Test
  void tableOfAnotherShapeIsTold() {
    aws.json("DescribeTable", NOTHING, "{\"Table\":{\"TableName\":\"sessions\"}}");

    assertProblem(doctor(), "sessions", "accessKeyId", "SessionsTableName");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cloudtrail:DescribeTrails",
        "cloudtrail:GetTrailStatus",
        "cloudtrail:GetEventSelectors",
        "events:ListRules",
        "events:ListTargetsByRule",
        "sqs:GetQueueUrl",
        "sqs:GetQueueAttributes",
        "dynamodb:DescribeTable",
        "dynamodb:Query"
      })
  void missingPermissionIsNamedAndHidesNothingElse(String action) {
    aws.refuseJson(action.substring(action.indexOf(':') + 1));

    assertNotChecked(action);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iam:ListOpenIDConnectProviders", "iam:GetOpenIDConnectProvider"})
  void missingPermissionOnIamIsNamed(String action) {
    aws.refuseXml(action.substring(action.indexOf(':') + 1));

    assertNotChecked(action);
  }

  @Test
  void missingPermissionOnTheMetricIsNamed() {
    queue("deploytrail-IssuanceQueue-1", 3);
    aws.cbor(
        "GetMetricStatistics",
        400,
        Map.of("__type", "com.amazonaws.cloudwatch#AccessDenied", "message", "no"));

    assertNotChecked("cloudwatch:GetMetricStatistics");
  }

  private void assertNotChecked(String action) {
    var run = doctor();

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(2);
    assertThat(unsound(run))
        .isNotEmpty()
        .allSatisfy(finding -> {
          assertThat(finding.path("state").asText()).isEqualTo("NOT_CHECKED");
          assertThat(finding.path("next").asText()).startsWith("allow " + action + " on ");
        });
    assertThat(run.out()).contains("\"OK\"");
  }
}
