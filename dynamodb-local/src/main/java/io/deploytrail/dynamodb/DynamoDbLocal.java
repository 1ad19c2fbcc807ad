package io.deploytrail.dynamodb;

import java.nio.file.Path;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/// DynamoDB Local, in this process and in memory; it opens no port.
///
/// For development and test only, by its licence: no function depends on this module.
public final class DynamoDbLocal implements AutoCloseable {
  private final AmazonDynamoDBLocal engine;

  private DynamoDbLocal(AmazonDynamoDBLocal engine) {
    this.engine = engine;
  }

  public static DynamoDbLocal start() {
    return new DynamoDbLocal(DynamoDBEmbedded.create(true));
  }

  public DynamoDbClient client() {
    return engine.dynamoDbClient();
  }

  /// Creates the table that the template defines as that resource, and returns its name.
  ///
  /// Throws [UnreadableTemplateException] if the template has no such table.
  public String createTable(Path template, String resource) {
    var request = TableDefinition.read(template, resource);
    client().createTable(request);
    return request.tableName();
  }

  @Override
  public void close() {
    engine.shutdownNow();
  }
}
