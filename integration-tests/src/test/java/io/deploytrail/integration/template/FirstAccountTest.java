package io.deploytrail.integration.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What would stop a first deployment in an account, or let others into it, and linters do not
/// find.
final class FirstAccountTest {
  private static final String TRAIL = "arn:aws:s3:::acme-trail";
  private static final Map<String, String> PARAMETERS =
      Map.of("TrailBucket", "acme-trail", "Accounts", "111122223333", "Regions", "us-east-1");

  private static DeployedTemplate deployed(String file, String... more) {
    var parameters = new HashMap<>(PARAMETERS);
    for (var place = 0; place < more.length; place += 2) {
      parameters.put(more[place], more[place + 1]);
    }
    return DeployedTemplate.of(file, parameters);
  }

  @Test
  void regionsWithoutFunctionUrlsAreDeployedToWithoutOne() {
    assertThat(deployed(Template.HOME).has("QueryDeploymentsFunctionUrl")).isTrue();
    assertThat(deployed(Template.HOME, "FunctionUrl", "false").has("QueryDeploymentsFunctionUrl"))
        .isFalse();
    assertThat(Template.read(Template.HOME).at("/Outputs/QueryDeploymentsUrl/Condition"))
        .isEqualTo(
            Template.read(Template.HOME).at("/Resources/QueryDeploymentsFunctionUrl/Condition"));
  }

  @Test
  void functionUrlTakesSignedRequestsToTheLiveVersionAlone() {
    var url = deployed(Template.HOME).properties("QueryDeploymentsFunctionUrl");

    assertThat(url.path("AuthType").asText()).isEqualTo("AWS_IAM");
    assertThat(url.path("TargetFunctionArn").asText())
        .isEqualTo("QueryDeploymentsFunctionAliaslive");
  }

  @Test
  void regionsWithoutSnapStartAreDeployedToWithoutIt() {
    var template = Template.read(Template.HOME);

    assertThat(template.at("/Globals/Function/SnapStart/ApplyOn").asText()).isEqualTo("SnapStart");
    assertThat(template.parameter("SnapStart").path("AllowedValues").toString())
        .isEqualTo("[\"PublishedVersions\",\"None\"]");
    // A version keeps what it was published with.
    assertThat(template.properties("Configuration").path("Content").asText())
        .contains("SnapStart ${SnapStart}");
  }

  /// A resource of that name, retained by a deployment that failed, would stop the next one.
  @ParameterizedTest
  @ValueSource(strings = {Template.HOME, Template.MEMBER, Template.PULUMI_ROLE, Template.ATHENA})
  void whatAFailedFirstDeploymentRetainsHasNoNameOfItsOwn(String file) {
    for (var resource : Template.read(file).at("/Resources").properties()) {
      if (resource.getValue().path("DeletionPolicy").asText().equals("Retain")) {
        assertThat(resource.getValue().path("Type").asText())
            .as(resource.getKey())
            .isEqualTo("AWS::DynamoDB::Table");
        assertThat(resource.getValue().path("Properties").has("TableName")).isFalse();
      }
    }
  }

  @Test
  void databaseAndLakeGoWithAFailedFirstDeploymentOnly() {
    for (var resource : List.of("Database", "Bucket")) {
      var retained = Template.read(Template.ATHENA).at("/Resources/" + resource);

      assertThat(retained.path("DeletionPolicy").asText()).isEqualTo("RetainExceptOnCreate");
      assertThat(retained.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
    }
  }

  @Test
  void eachTableOfGlueSaysByWhatItIsPartitioned() {
    var tables = deployed(Template.ATHENA).ofType("AWS::Glue::Table");

    assertThat(tables).hasSizeGreaterThan(15);
    assertThat(tables).allMatch(table -> table.at("/TableInput/PartitionKeys").isArray());
  }

  @ParameterizedTest
  @CsvSource({"AnalystsPolicy, /PolicyDocument/Statement", "FillLakeRole, /Policies"})
  void whoReadsTablesMayAskLakeFormation(String resource, String pointer) {
    assertThat(deployed(Template.ATHENA).properties(resource).at(pointer).findValues("Action"))
        .anyMatch(action -> action.asText().equals("lakeformation:GetDataAccess"));
  }

  private static boolean concernsTrail(JsonNode statement) {
    return statement.path("Resource").toString().contains(TRAIL)
        && !statement.path("Action").asText().equals("s3:GetBucketLocation");
  }

  @ParameterizedTest
  @CsvSource({
    Template.HOME + ", '', 111122223333",
    Template.HOME + ", 777788889999, 777788889999",
    Template.ATHENA + ", '', 111122223333",
    Template.ATHENA + ", 777788889999, 777788889999",
  })
  void logFilesAreReadFromABucketOfTheTrailsOwnerAlone(
      String file, String parameter, String account) {
    var template = deployed(file, "TrailAccount", parameter);
    var resources =
        file.equals(Template.HOME)
            ? List.of("IngestLogsRole", "BackfillLogsRole")
            : List.of("AnalystsPolicy", "FillLakeRole");

    for (var resource : resources) {
      var reading =
          template.properties(resource).findParents("Effect").stream()
              .filter(FirstAccountTest::concernsTrail)
              .toList();
      assertThat(reading).as(resource).isNotEmpty();
      assertThat(reading)
          .allMatch(statement ->
              statement.at("/Condition/StringEquals/s3:ResourceAccount").asText().equals(account));
    }
  }

  @Test
  void bucketOfTheTrailsOwnerAloneNotifies() {
    var statements =
        deployed(Template.HOME, "TrailAccount", "777788889999")
            .properties("LogFileQueuePolicy")
            .at("/PolicyDocument/Statement");

    assertThat(Template.list(statements))
        .filteredOn(statement -> statement.path("Sid").asText().equals("BucketMaySend"))
        .singleElement()
        .extracting(statement -> statement.path("Condition").toString())
        .isEqualTo(
            "{\"ArnEquals\":{\"aws:SourceArn\":\"arn:aws:s3:::acme-trail\"},"
                + "\"StringEquals\":{\"aws:SourceAccount\":\"777788889999\"}}");
  }
}
