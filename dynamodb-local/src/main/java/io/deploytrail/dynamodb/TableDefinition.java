package io.deploytrail.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;

/// Reads an `AWS::DynamoDB::Table` out of a CloudFormation template: keys and indexes.
///
/// What emulations of DynamoDB do not have (backups, encryption, deletion protection) is left out.
public final class TableDefinition {
  private static final YAMLMapper YAML = new YAMLMapper();

  private TableDefinition() {}

  /// The table that the template defines as that resource, named after it.
  ///
  /// Throws [UnreadableTemplateException] if the template has no such table.
  public static CreateTableRequest read(Path template, String resource) {
    var table = properties(template, resource);
    var request =
        CreateTableRequest.builder()
            .tableName(resource)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(
                list(table.path("AttributeDefinitions")).stream()
                    .map(TableDefinition::attribute)
                    .toList())
            .keySchema(keys(table));
    // DynamoDB refuses an empty list.
    if (table.has("GlobalSecondaryIndexes")) {
      request.globalSecondaryIndexes(
          list(table.path("GlobalSecondaryIndexes")).stream().map(TableDefinition::index).toList());
    }
    return request.build();
  }

  private static JsonNode properties(Path template, String resource) {
    try {
      var definition = YAML.readTree(template.toFile()).path("Resources").path(resource);
      if (!definition.path("Type").asText().equals("AWS::DynamoDB::Table")) {
        throw new UnreadableTemplateException(
            template + " was expected to define the DynamoDB table " + resource);
      }
      return definition.path("Properties");
    } catch (IOException e) {
      throw new UnreadableTemplateException("cannot read the template " + template, e);
    }
  }

  private static AttributeDefinition attribute(JsonNode attribute) {
    return AttributeDefinition.builder()
        .attributeName(attribute.path("AttributeName").asText())
        .attributeType(attribute.path("AttributeType").asText())
        .build();
  }

  private static GlobalSecondaryIndex index(JsonNode index) {
    var projection =
        Projection.builder()
            .projectionType(index.path("Projection").path("ProjectionType").asText())
            .build();
    return GlobalSecondaryIndex.builder()
        .indexName(index.path("IndexName").asText())
        .keySchema(keys(index))
        .projection(projection)
        .build();
  }

  private static List<KeySchemaElement> keys(JsonNode owner) {
    return list(owner.path("KeySchema")).stream()
        .map(key ->
            KeySchemaElement.builder()
                .attributeName(key.path("AttributeName").asText())
                .keyType(key.path("KeyType").asText())
                .build())
        .toList();
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
