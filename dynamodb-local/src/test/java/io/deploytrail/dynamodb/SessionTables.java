package io.deploytrail.dynamodb;

import io.deploytrail.aws.CountingDynamoDbClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// New session tables, each in an engine of its own, until they are closed.
final class SessionTables implements AutoCloseable {
  static final String TABLE = "SessionsTable";

  private final List<DynamoDbLocal> engines = new ArrayList<>();

  /// Of one more engine, in which [#TABLE] is empty.
  CountingDynamoDbClient client() {
    var engine = DynamoDbLocal.start();
    engines.add(engine);
    engine.createTable(Path.of("..", "template.yaml"), TABLE);
    return new CountingDynamoDbClient(engine.client());
  }

  @Override
  public void close() {
    engines.forEach(DynamoDbLocal::close);
  }
}
