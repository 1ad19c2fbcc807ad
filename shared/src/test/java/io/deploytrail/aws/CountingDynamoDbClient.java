package io.deploytrail.aws;

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

/// Counts the requests that reach another client. A paginator asks this client for each page, and
/// any other operation fails, so none goes uncounted.
public final class CountingDynamoDbClient implements DynamoDbClient {
  private final DynamoDbClient client;
  // Requests may run at the same time.
  private final AtomicInteger queries = new AtomicInteger();
  private final AtomicInteger batches = new AtomicInteger();
  private int puts;
  private int descriptions;

  public CountingDynamoDbClient(DynamoDbClient client) {
    this.client = client;
  }

  /// What was asked since the last time.
  public record Requests(int queries, int batches, int puts, int descriptions) {
    int all() {
      return queries + batches + puts + descriptions;
    }
  }

  /// The one that is not counted.
  public DynamoDbClient client() {
    return client;
  }

  public Requests take() {
    var requests = new Requests(queries.getAndSet(0), batches.getAndSet(0), puts, descriptions);
    puts = 0;
    descriptions = 0;
    return requests;
  }

  /// How many requests of any kind that takes.
  public int during(Runnable questions) {
    take();
    questions.run();
    return take().all();
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    queries.incrementAndGet();
    return client.query(request);
  }

  /// Counted as a query: both read.
  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    queries.incrementAndGet();
    return client.getItem(request);
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    batches.incrementAndGet();
    return client.batchGetItem(request);
  }

  /// Counted as a put: both write.
  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    puts++;
    return client.updateItem(request);
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    puts++;
    return client.putItem(request);
  }

  @Override
  public DescribeTableResponse describeTable(DescribeTableRequest request) {
    descriptions++;
    return client.describeTable(request);
  }

  @Override
  public String serviceName() {
    return client.serviceName();
  }

  /// The client belongs to the engine.
  @Override
  public void close() {}
}
