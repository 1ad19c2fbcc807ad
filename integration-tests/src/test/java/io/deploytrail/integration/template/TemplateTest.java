package io.deploytrail.integration.template;

import static io.deploytrail.metrics.Metric.RECORDS_REFUSED;
import static io.deploytrail.metrics.Metric.REUSED_NAMES;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.deploytrail.cli.console.Home;
import io.deploytrail.functions.backfillsessions.BackfillSessionsHandler;
import io.deploytrail.functions.collectlogevents.CollectLogEventsHandler;
import io.deploytrail.functions.indexsessions.IndexSessionsHandler;
import io.deploytrail.functions.ingestlogs.IngestLogsHandler;
import io.deploytrail.functions.querydeployments.QueryDeploymentsHandler;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What linters do not find in template.yaml.
final class TemplateTest {
  private static final Map<String, Class<? extends RequestStreamHandler>> FUNCTIONS =
      Map.of(
          "BackfillSessionsFunction", BackfillSessionsHandler.class,
          "CollectLogEventsFunction", CollectLogEventsHandler.class,
          "IndexSessionsFunction", IndexSessionsHandler.class,
          "IngestLogsFunction", IngestLogsHandler.class,
          "QueryDeploymentsFunction", QueryDeploymentsHandler.class);

  /// The event history, Athena's lists and Lake Formation are no resources; any other permission
  /// has one.
  private static final Set<String> OF_THE_ACCOUNT =
      Set.of(
          "\"cloudtrail:LookupEvents\"",
          "\"iam:ListOpenIDConnectProviders\"",
          "\"lakeformation:GetDataAccess\"",
          "[\"athena:ListDataCatalogs\",\"athena:ListEngineVersions\",\"athena:ListWorkGroups\"]");

  private final Template template = Template.read(Template.HOME);

  private JsonNode properties(String resource) {
    return template.properties(resource);
  }

  @Test
  void eachFunctionNamesItsHandlerAndTheZipThatItsModuleBuilds() {
    FUNCTIONS.forEach((function, handler) -> {
      var module =
          handler
              .getSimpleName()
              .replaceAll("Handler$", "")
              .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
              .toLowerCase(Locale.ROOT);
      assertThat(properties(function).path("Handler").asText())
          .isEqualTo(handler.getName() + "::handleRequest");
      assertThat(properties(function).path("CodeUri").asText())
          .isEqualTo("functions/" + module + "/target/" + module + ".zip");
      assertThat(Home.file("functions/" + module + "/pom.xml")).exists();
      assertThat(template.at("/Resources/" + function + "/Metadata/SkipBuild").asBoolean())
          .isTrue();
    });
  }

  /// The number of the configuration, and with it the function's own description, follows the
  /// version: docs/decisions/snapstart.md.
  @Test
  void publishedVersionsSayOfWhichDeployTrailTheyAre() {
    var deployed = DeployedTemplate.of(Template.HOME, Map.of());
    var version = "DeployTrail " + Home.version();
    for (var function : FUNCTIONS.keySet()) {
      assertThat(deployed.properties(function).path("VersionDescription").asText())
          .isEqualTo(version + ", configuration Configuration");
      assertThat(deployed.properties(function).path("Description").asText())
          .endsWith("configuration Configuration");
    }
    assertThat(deployed.properties("Configuration").path("Description").asText()).contains(version);
  }

  @Test
  void messagesStayInvisibleForSixTimeouts() {
    Map.of("IndexSessionsFunction", "IssuanceQueue", "IngestLogsFunction", "LogFileQueue")
        .forEach((function, queue) -> {
          var timeout = properties(function).path("Timeout").asInt();

          assertThat(timeout).isPositive();
          assertThat(properties(queue).path("VisibilityTimeout").asInt())
              .isGreaterThanOrEqualTo(6 * timeout);
        });
  }

  @Test
  void indexKeysAreInTheOrderThatDynamoDbTakes() {
    var indexes = Template.list(properties("SessionsTable").path("GlobalSecondaryIndexes"));

    assertThat(indexes).isNotEmpty();
    for (var index : indexes) {
      var types =
          Template.list(index.path("KeySchema")).stream()
              .map(key -> key.path("KeyType").asText())
              .toList();
      assertThat(types).as(index.toString()).isSortedAccordingTo(Comparator.naturalOrder());
      assertThat(types.stream().filter("HASH"::equals)).hasSizeBetween(1, 4);
      assertThat(types.stream().filter("RANGE"::equals)).hasSizeLessThanOrEqualTo(4);
    }
  }

  @Test
  void everyVariableThatTheHandlersReadIsSet() {
    var everywhere = template.at("/Globals/Function/Environment/Variables");
    for (var variable :
        List.of(
            "SESSIONS_TABLE",
            "SESSION_NAME_TEMPLATES",
            "ORGANIZATIONS",
            "PROVIDERS",
            "RETENTION_DAYS",
            "STACK")) {
      assertThat(everywhere.has(variable)).as(variable).isTrue();
    }
    assertThat(
            properties("QueryDeploymentsFunction")
                .at("/Environment/Variables/LOOKUP_REGIONS")
                .isMissingNode())
        .isFalse();
    var ofIngestion = properties("IngestLogsFunction").at("/Environment/Variables");
    for (var variable :
        List.of(
            "CALLS_TABLE",
            "CALL_RETENTION_DAYS",
            "SIGHTINGS_TABLE",
            "SIGHTING_DAYS",
            "LOG_FILE_QUEUE_URL",
            "INDEX_READS")) {
      assertThat(ofIngestion.has(variable)).as(variable).isTrue();
    }
    var ofCollection = properties("CollectLogEventsFunction").at("/Environment/Variables");
    for (var variable : List.of("LOG_EVENTS_BUCKET", "LOG_FILE_QUEUE_URL")) {
      assertThat(ofCollection.has(variable)).as(variable).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Template.HOME, Template.MEMBER, Template.PULUMI_ROLE, Template.ATHENA})
  void everyParameterIsUsedAndExplained(String file) {
    var any = Template.read(file);
    for (var parameter : any.at("/Parameters").properties()) {
      var name = parameter.getKey();
      assertThat(any.text()).containsAnyOf("!Ref " + name, "${" + name + "}");
      assertThat(parameter.getValue().path("Description").asText()).as(name).isNotBlank();
      assertThat(
              parameter.getValue().has("AllowedPattern") || parameter.getValue().has("MaxLength"))
          .as(name + "'s pattern or length is explained")
          .isEqualTo(parameter.getValue().has("ConstraintDescription"));
    }
  }

  /// A function's environment has 4 KB ("Lambda quotas").
  @Test
  void longestParametersFitIntoAFunctionsEnvironment() {
    var longest =
        List.of("SessionNameTemplates", "Organizations", "LookupRegions").stream()
            .mapToInt(name -> template.parameter(name).path("MaxLength").asInt())
            .peek(length -> assertThat(length).isPositive())
            .sum();

    // The names of variables, tables and the queue, and a provider as long as a host's name.
    assertThat(longest + 700).isLessThan(4096);
  }

  @ParameterizedTest
  @ValueSource(strings = {Template.HOME, Template.MEMBER, Template.PULUMI_ROLE, Template.ATHENA})
  void allowancesNameTheirActionsResourcesAndPrincipals(String file) {
    for (var allowance : allowances(Template.read(file).root())) {
      var actions = allowance.path("Action").toString();
      assertThat(actions).isNotEmpty().doesNotContain("*");
      if (!OF_THE_ACCOUNT.contains(actions)) {
        assertThat(allowance.path("Resource").toString()).as(actions).doesNotContain("\"*\"");
      }
      if (allowance.path("Principal").toString().contains("*")) {
        assertThat(allowance.path("Condition").toString()).contains("aws:PrincipalOrgID");
      }
    }
  }

  /// The names are the dashboard's, too, whose test holds that they are those of the code.
  @Test
  void metricsOfTheFunctionsRaiseAlarmsOfThisStackAlone() {
    assertThat(template.at("/Globals/Function/Environment/Variables/STACK").asText())
        .isEqualTo("AWS::StackName");
    Map.of("ReusedNamesAlarm", REUSED_NAMES, "RecordsRefusedAlarm", RECORDS_REFUSED)
        .forEach((alarm, metric) -> {
          assertThat(properties(alarm).path("Namespace").asText()).isEqualTo("DeployTrail");
          assertThat(properties(alarm).path("MetricName").asText()).isEqualTo(metric.title());
          assertThat(properties(alarm).at("/Dimensions").toString())
              .isEqualTo("[{\"Name\":\"Stack\",\"Value\":\"AWS::StackName\"}]");
        });
  }

  private static List<JsonNode> allowances(JsonNode template) {
    return template.findParents("Effect").stream()
        .filter(statement -> statement.path("Effect").asText().equals("Allow"))
        .toList();
  }

  @Test
  void allowancesAreFound() {
    assertThat(allowances(template.root())).hasSizeGreaterThan(20);
  }
}
