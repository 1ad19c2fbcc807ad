package io.deploytrail.aws;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
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
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// A DynamoDB that counts requests, leaves the last item of some batches unwritten, and keeps what
/// it is told to keep; a query by principal finds all of that principal's items, any other nothing.
public final class FakeDynamoDb implements DynamoDbClient {
  private final boolean keeps;
  private final AtomicInteger batchesToLeave;
  private final AtomicInteger queries = new AtomicInteger();
  private final AtomicInteger batches = new AtomicInteger();
  private final AtomicInteger others = new AtomicInteger();
  private final Map<String, Collection<Map<String, AttributeValue>>> tables =
      new ConcurrentHashMap<>();

  /// How many requests of each kind came.
  public record Requests(int queries, int batches, int others) {}

  private FakeDynamoDb(boolean keeps, int batchesToLeave) {
    this.keeps = keeps;
    this.batchesToLeave = new AtomicInteger(batchesToLeave);
  }

  public static FakeDynamoDb keeping() {
    return new FakeDynamoDb(true, 0);
  }

  public static FakeDynamoDb forgetting() {
    return new FakeDynamoDb(false, 0);
  }

  /// That many of its answers leave an item unwritten.
  public static FakeDynamoDb throttling(int answers) {
    return new FakeDynamoDb(true, answers);
  }

  public Requests requests() {
    return new Requests(queries.get(), batches.get(), others.get());
  }

  public List<Map<String, AttributeValue>> items(String table) {
    return List.copyOf(tables.getOrDefault(table, List.of()));
  }

  @Override
  public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
    batches.incrementAndGet();
    var ofTable = request.requestItems().entrySet().iterator().next();
    var table = ofTable.getKey();
    var writes = ofTable.getValue();
    var isLeft = batchesToLeave.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    var written = isLeft ? writes.subList(0, writes.size() - 1) : writes;
    written.forEach(write -> keep(table, write.putRequest().item()));
    var left = writes.subList(written.size(), writes.size());
    return BatchWriteItemResponse.builder()
        .unprocessedItems(
            left.isEmpty() ? Map.<String, List<WriteRequest>>of() : Map.of(table, left))
        .build();
  }

  private void keep(String table, Map<String, AttributeValue> item) {
    if (keeps) {
      tables.computeIfAbsent(table, _ -> new ConcurrentLinkedQueue<>()).add(item);
    }
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    queries.incrementAndGet();
    var principal = request.expressionAttributeValues().get(":principal");
    var found =
        items(request.tableName()).stream()
            .filter(item -> principal != null && principal.equals(item.get("principalId")))
            .toList();
    return QueryResponse.builder().items(found).build();
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    others.incrementAndGet();
    keep(request.tableName(), request.item());
    return PutItemResponse.builder().build();
  }

  /// Finds nothing.
  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    queries.incrementAndGet();
    return GetItemResponse.builder().build();
  }

  /// Finds nothing.
  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    queries.incrementAndGet();
    return BatchGetItemResponse.builder().responses(Map.of()).build();
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    others.incrementAndGet();
    return UpdateItemResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return "dynamodb";
  }

  @Override
  public void close() {}
}
