package io.deploytrail.dynamodb;

import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.paginators.QueryIterable;

/// A client that counts its requests; it answers those that the session index makes, and no other.
record CountingClient(DynamoDbClient client, AtomicInteger requests) implements DynamoDbClient {
  CountingClient(DynamoDbClient client) {
    this(client, new AtomicInteger());
  }

  /// How many requests that takes.
  int during(Runnable questions) {
    var before = requests.get();
    questions.run();
    return requests.get() - before;
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    requests.incrementAndGet();
    return client.query(request);
  }

  @Override
  public QueryIterable queryPaginator(QueryRequest request) {
    return new QueryIterable(this, request);
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    requests.incrementAndGet();
    return client.getItem(request);
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    requests.incrementAndGet();
    return client.batchGetItem(request);
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    requests.incrementAndGet();
    return client.updateItem(request);
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    requests.incrementAndGet();
    return client.putItem(request);
  }

  @Override
  public DescribeTableResponse describeTable(DescribeTableRequest request) {
    requests.incrementAndGet();
    return client.describeTable(request);
  }

  @Override
  public String serviceName() {
    return client.serviceName();
  }

  @Override
  public void close() {
    client.close();
  }
}
