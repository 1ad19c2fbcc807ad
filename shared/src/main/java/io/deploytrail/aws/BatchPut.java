package io.deploytrail.aws;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Puts many items into a table, 25 a request and several requests at once.
///
/// DynamoDB may leave some items of a request unwritten; those are sent again, more and more
/// slowly, until all are written or [UnwrittenItemsException] says how many are not. An item whose
/// key is there is written over, so use it only for items that the same key always means.
public final class BatchPut {
  /// "BatchWriteItem", Amazon DynamoDB API Reference.
  private static final int LARGEST_BATCH = 25;

  private static final int ATTEMPTS = 10;
  private static final BackoffStrategy PAUSES =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(25), Duration.ofSeconds(5));

  private final DynamoDbClient client;
  private final String table;
  private final Set<String> keyNames;

  public BatchPut(DynamoDbClient client, String table, Set<String> keyNames) {
    this.client = client;
    this.table = table;
    this.keyNames = Set.copyOf(keyNames);
  }

  /// Writes them all; items of one key must be equal, and are written once.
  public void put(Collection<Map<String, AttributeValue>> items) {
    var distinct = new LinkedHashMap<Map<String, AttributeValue>, WriteRequest>();
    for (var item : items) {
      distinct.put(key(item), write(item));
    }
    var writes = List.copyOf(distinct.values());
    var batches = new ArrayList<List<WriteRequest>>();
    for (var start = 0; start < writes.size(); start += LARGEST_BATCH) {
      batches.add(writes.subList(start, Math.min(start + LARGEST_BATCH, writes.size())));
    }
    var unwritten = Concurrently.map(batches, this::put).stream().mapToInt(Integer::intValue).sum();
    if (unwritten > 0) {
      throw new UnwrittenItemsException(
          "%d of %d items are not written to %s after %d attempts; DynamoDB is throttling"
              .formatted(unwritten, writes.size(), table, ATTEMPTS));
    }
  }

  private Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
    return keyNames.stream().collect(toMap(name -> name, item::get));
  }

  private static WriteRequest write(Map<String, AttributeValue> item) {
    return WriteRequest.builder().putRequest(PutRequest.builder().item(item).build()).build();
  }

  /// How many of them could not be written.
  private int put(List<WriteRequest> batch) {
    var left = batch;
    for (var attempt = 1; !left.isEmpty() && attempt <= ATTEMPTS; attempt++) {
      if (attempt > 1) {
        pause(attempt);
      }
      var writes = Map.of(table, left);
      left =
          client
              .batchWriteItem(request -> request.requestItems(writes))
              .unprocessedItems()
              .getOrDefault(table, List.of());
    }
    return left.size();
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(PAUSES.computeDelay(attempt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while DynamoDB was throttling", e);
    }
  }
}
