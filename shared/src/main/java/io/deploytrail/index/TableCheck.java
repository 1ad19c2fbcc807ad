package io.deploytrail.index;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/// Compares a table with what the queries need, once: better there than at the first query that
/// fails.
final class TableCheck {
  private TableCheck() {}

  /// Throws [UnexpectedTableException].
  static void verify(DynamoDbClient client, String table) {
    var description = describe(client, table);
    for (var index : Index.values()) {
      var actual = index == Index.TABLE ? description.keySchema() : keys(description, index);
      if (!names(actual, KeyType.HASH).equals(index.partition())
          || !names(actual, KeyType.RANGE).equals(index.sort())) {
        throw new UnexpectedTableException(
            "table %s: %s was expected with the keys %s / %s, and has %s / %s; deploy SessionsTable of template.yaml"
                .formatted(
                    table,
                    index == Index.TABLE ? "the table" : "index " + index.text(),
                    index.partition(),
                    index.sort(),
                    names(actual, KeyType.HASH),
                    names(actual, KeyType.RANGE)));
      }
    }
  }

  private static TableDescription describe(DynamoDbClient client, String table) {
    try {
      return client.describeTable(request -> request.tableName(table)).table();
    } catch (ResourceNotFoundException e) {
      throw new UnexpectedTableException(
          "table "
              + table
              + " does not exist in this account and Region; deploy SessionsTable of template.yaml",
          e);
    }
  }

  private static List<KeySchemaElement> keys(TableDescription description, Index index) {
    var found =
        description.globalSecondaryIndexes().stream()
            .filter(actual -> actual.indexName().equals(index.text()))
            .findFirst();
    if (found.isEmpty()) {
      throw new UnexpectedTableException(
          "table "
              + description.tableName()
              + " has no index "
              + index.text()
              + "; deploy SessionsTable of template.yaml");
    }
    if (found.get().indexStatus() == IndexStatus.CREATING) {
      throw new UnexpectedTableException(
          "index "
              + index.text()
              + " of table "
              + description.tableName()
              + " is still being built; try again when it is active");
    }
    return found.get().keySchema();
  }

  private static List<String> names(List<KeySchemaElement> keys, KeyType type) {
    return keys.stream()
        .filter(key -> key.keyType() == type)
        .map(KeySchemaElement::attributeName)
        .toList();
  }
}
