package io.deploytrail.benchmarks;

import io.deploytrail.calls.CallIndex;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.ingestion.LogIngestion;
import io.deploytrail.ingestion.Selection;
import io.deploytrail.ingestion.Sightings;
import io.deploytrail.questions.Configuration;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// A DynamoDB that answers every write at once, and keeps nothing.
final class InstantDynamoDb implements DynamoDbClient {
  /// What `ingest-logs` does with log files, its sessions in memory and its calls nowhere.
  static LogIngestion ingestion() {
    var configuration = Configuration.DEFAULT;
    var dynamo = new InstantDynamoDb();
    var clock = Clock.systemUTC();
    return new LogIngestion(
        new InMemorySessionIndex(configuration.names()),
        new CallIndex(dynamo, "CallsTable", Duration.ofDays(40_000), clock),
        new Sightings(dynamo, "SightingsTable", Duration.ofDays(14), clock),
        _ -> {},
        new Selection(configuration.names(), configuration.providers(), configuration::attributor),
        false);
  }

  @Override
  public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
    return BatchWriteItemResponse.builder().unprocessedItems(Map.of()).build();
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    return PutItemResponse.builder().build();
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    return UpdateItemResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return "dynamodb";
  }

  @Override
  public void close() {}
}
