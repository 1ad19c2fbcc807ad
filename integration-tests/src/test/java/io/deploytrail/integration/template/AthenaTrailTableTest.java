package io.deploytrail.integration.template;

import static io.deploytrail.integration.template.AthenaFiles.PARAMETERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The table of the trail in template-athena.yaml: where its partitions lie, and its columns.
final class AthenaTrailTableTest {
  private static JsonNode trail(Map<String, String> more) {
    var parameters = new HashMap<>(PARAMETERS);
    parameters.putAll(more);
    return DeployedTemplate.of(Template.ATHENA, parameters)
        .properties("CloudtrailLogs")
        .path("TableInput");
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', s3://acme-trail/AWSLogs/",
    "main/, '', s3://acme-trail/main/AWSLogs/",
    "'', o-a1b2c3d4e5, s3://acme-trail/AWSLogs/o-a1b2c3d4e5/",
    "main/, o-a1b2c3d4e5, s3://acme-trail/main/AWSLogs/o-a1b2c3d4e5/",
  })
  void partitionsLieWhereCloudTrailWrites(String prefix, String organization, String root) {
    var trail = trail(Map.of("TrailPrefix", prefix, "OrganizationId", organization));

    assertThat(trail.at("/StorageDescriptor/Location").asText()).isEqualTo(root);
    assertThat(trail.at("/Parameters/storage.location.template").asText())
        .isEqualTo(root + "${account}/CloudTrail/${region}/${day}");
  }

  @Test
  void everyPartitionKeyIsProjected() {
    var trail = trail(Map.of("FirstDay", "2026/03/01"));
    var parameters = trail.path("Parameters");
    var keys =
        Template.list(trail.path("PartitionKeys")).stream()
            .map(key -> key.path("Name").asText())
            .toList();
    var projected =
        parameters.properties().stream()
            .map(Map.Entry::getKey)
            .filter(name -> name.matches("projection\\..*\\.type"))
            .map(name -> name.replaceAll("^projection\\.|\\.type$", ""))
            .toList();

    assertThat(keys).containsExactly("account", "region", "day").isEqualTo(projected);
    assertThat(parameters.path("projection.enabled").asText()).isEqualTo("true");
    assertThat(parameters.path("projection.account.values").asText())
        .isEqualTo("111122223333,444455556666");
    assertThat(parameters.path("projection.region.values").asText())
        .isEqualTo("us-east-1,eu-west-1");
    assertThat(parameters.path("projection.day.format").asText()).isEqualTo("yyyy/MM/dd");
    assertThat(parameters.path("projection.day.range").asText()).isEqualTo("2026/03/01,NOW");
  }

  @Test
  void columnsOfTheTrailHaveTypesThatHiveReads() {
    var columns = Template.list(trail(Map.of()).at("/StorageDescriptor/Columns"));
    var name = "[a-z0-9]+";

    assertThat(columns).hasSizeGreaterThan(25);
    for (var column : columns) {
      assertThat(column.path("Name").asText()).matches(name);
      // Reduced from the inside: a struct or array of text is as good as text.
      var type = column.path("Type").asText();
      for (var reduced = ""; !reduced.equals(type); ) {
        reduced = type;
        type =
            type.replace("map<string,string>", "string")
                .replaceAll("array<string>", "string")
                .replaceAll("struct<" + name + ":string(," + name + ":string)*>", "string");
      }
      assertThat(type).as(column.toString()).isEqualTo("string");
    }
  }
}
