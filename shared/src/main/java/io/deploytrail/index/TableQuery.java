package io.deploytrail.index;

import io.deploytrail.attribution.Page;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// One Query: an index, the values of its partition key in order, and a range of time if wanted.
///
/// Expired items are filtered out: DynamoDB deletes them some days after their time.
final class TableQuery {
  private final DynamoDbClient client;
  private final Index index;
  private final QueryRequest.Builder request;
  private final Map<String, String> attributeNames = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();
  private final List<String> conditions = new ArrayList<>();

  TableQuery(DynamoDbClient client, String table, Index index, List<String> key, Instant now) {
    this.client = client;
    this.index = index;
    this.request = QueryRequest.builder().tableName(table).filterExpression("#ttl > :now");
    if (index != Index.TABLE) {
      request.indexName(index.text());
    }
    attributeNames.put("#ttl", "ttl");
    values.put(":now", AttributeValue.fromN(Long.toString(now.getEpochSecond())));
    for (var part = 0; part < key.size(); part++) {
      attributeNames.put("#k" + part, index.partition().get(part));
      values.put(":k" + part, AttributeValue.fromS(key.get(part)));
      conditions.add("#k" + part + " = :k" + part);
    }
  }

  TableQuery consistent() {
    request.consistentRead(true);
    return this;
  }

  TableQuery within(TimeRange range) {
    attributeNames.put("#time", "eventTime");
    values.put(":from", AttributeValue.fromS(Items.time(range.from())));
    values.put(":to", AttributeValue.fromS(Items.time(range.to())));
    conditions.add("#time BETWEEN :from AND :to");
    return this;
  }

  /// All items, in as many requests as DynamoDB makes of them: one a megabyte.
  List<Map<String, AttributeValue>> all() {
    var items = new ArrayList<Map<String, AttributeValue>>();
    client.queryPaginator(built()).items().forEach(items::add);
    return items;
  }

  /// One page, newest first, in one request.
  <T> Page<T> page(PageRequest page, Function<Map<String, AttributeValue>, T> type) {
    request.limit(page.size()).scanIndexForward(false);
    page.after().map(this::startKey).ifPresent(request::exclusiveStartKey);
    var response = client.query(built());
    var items = response.items().stream().map(type).toList();
    return new Page<>(
        items,
        response.hasLastEvaluatedKey()
            ? Optional.of(token(response.lastEvaluatedKey()))
            : Optional.empty());
  }

  private QueryRequest built() {
    return request
        .keyConditionExpression(String.join(" AND ", conditions))
        .expressionAttributeNames(attributeNames)
        .expressionAttributeValues(values)
        .build();
  }

  private static String token(Map<String, AttributeValue> key) {
    return PageToken.encode(
        key.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().s())));
  }

  private Map<String, AttributeValue> startKey(String token) {
    var position = PageToken.decode(token);
    if (!position.keySet().equals(keyNames())) {
      throw new InvalidPageTokenException();
    }
    return position.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, entry -> AttributeValue.fromS(entry.getValue())));
  }

  private Set<String> keyNames() {
    var names = new LinkedHashSet<String>();
    for (var part : List.of(Index.TABLE, index)) {
      names.addAll(part.partition());
      names.addAll(part.sort());
    }
    return names;
  }
}
