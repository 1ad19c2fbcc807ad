package io.deploytrail.integration.engines;

import io.deploytrail.cli.console.Home;
import io.deploytrail.dynamodb.TableDefinition;
import io.deploytrail.index.AccessPatterns;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.index.Facts;
import io.deploytrail.index.SessionIndexContract;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The session index over HTTP, on LocalStack's DynamoDB.
@ExtendWith(LocalStackExtension.class)
final class SessionIndexOnLocalStackIT implements SessionIndexContract {
  private final DynamoDbClient client;
  private final List<String> tables = new ArrayList<>();

  SessionIndexOnLocalStackIT(LocalStack aws) {
    client = aws.client(DynamoDbClient.builder());
  }

  @Override
  public AccessPatterns index(Clock clock) {
    var name = "Sessions" + tables.size();
    var table = TableDefinition.read(Home.file("template.yaml"), "SessionsTable");
    client.createTable(table.toBuilder().tableName(name).build());
    tables.add(name);
    return new DynamoSessionIndex(client, name, Facts.NAMES, Facts.RETENTION, clock);
  }

  @AfterEach
  void delete() {
    tables.forEach(name -> client.deleteTable(table -> table.tableName(name)));
    client.close();
  }
}
