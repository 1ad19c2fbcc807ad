package io.deploytrail.integration.drills;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// The client of a function that is killed at its n-th write, before it reaches the table or before
/// its answer comes back.
final class DyingDynamoDb implements DynamoDbClient {
  private final DynamoDbClient client;
  private final AtomicInteger left;
  private final boolean writesTheLast;

  DyingDynamoDb(DynamoDbClient client, int nth, boolean writesTheLast) {
    this.client = client;
    this.left = new AtomicInteger(nth);
    this.writesTheLast = writesTheLast;
  }

  /// How many writes it has left.
  int left() {
    return left.get();
  }

  private <T> T read(Supplier<T> request) {
    if (left() <= 0) {
      throw new Killed();
    }
    return request.get();
  }

  private <T> T write(Supplier<T> request) {
    var now = left.decrementAndGet();
    if (now > 0) {
      return request.get();
    }
    if (now == 0 && writesTheLast) {
      var _ = request.get();
    }
    throw new Killed();
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    return read(() -> client.query(request));
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return read(() -> client.getItem(request));
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    return read(() -> client.batchGetItem(request));
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    return write(() -> client.putItem(request));
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    return write(() -> client.updateItem(request));
  }

  @Override
  public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
    return write(() -> client.batchWriteItem(request));
  }

  @Override
  public String serviceName() {
    return client.serviceName();
  }

  /// The client belongs to the engine.
  @Override
  public void close() {}
}
