package io.deploytrail.index;

import static java.util.stream.Collectors.toMap;

import io.deploytrail.attribution.PageRequest;
import io.deploytrail.aws.TimeText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// A lookup as a Query of DynamoDB.
///
/// Expired items are filtered out: DynamoDB deletes them some days after their time. Only the table
/// itself can be read consistently.
final class TableQuery {
  private final Lookup lookup;
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();
  private final List<String> conditions = new ArrayList<>();

  private TableQuery(Lookup lookup) {
    this.lookup = lookup;
  }

  /// Whether an item could be found: DynamoDB refuses to be asked for a key that none can have.
  static boolean canFind(Lookup lookup) {
    return KeyLimits.fitPartition(lookup.partition());
  }

  static QueryRequest all(String table, Lookup lookup, long now) {
    return new TableQuery(lookup).request(table, now).build();
  }

  /// The oldest of them, so many a page.
  static QueryRequest oldest(String table, Lookup lookup, long now, int size) {
    return new TableQuery(lookup).request(table, now).limit(size).scanIndexForward(true).build();
  }

  /// Throws [InvalidPageTokenException].
  static QueryRequest page(String table, Lookup lookup, long now, PageRequest page) {
    var request =
        new TableQuery(lookup).request(table, now).limit(page.size()).scanIndexForward(false);
    page.after().map(token -> startKey(token, lookup)).ifPresent(request::exclusiveStartKey);
    return request.build();
  }

  private QueryRequest.Builder request(String table, long now) {
    var request = QueryRequest.builder().tableName(table);
    if (lookup.index() == Index.TABLE) {
      request.consistentRead(true);
    } else {
      request.indexName(lookup.index().text());
    }
    addPartition();
    addTimes();
    names.put("#ttl", "ttl");
    values.put(":now", AttributeValue.fromN(Long.toString(now)));
    return request
        .keyConditionExpression(String.join(" AND ", conditions))
        .filterExpression("#ttl > :now")
        .expressionAttributeNames(names)
        .expressionAttributeValues(values);
  }

  private void addPartition() {
    for (var part = 0; part < lookup.partition().size(); part++) {
      var name = lookup.index().partition().get(part);
      names.put("#" + name, name);
      values.put(":" + name, AttributeValue.fromS(lookup.partition().get(part)));
      conditions.add("#" + name + " = :" + name);
    }
  }

  private void addTimes() {
    lookup
        .times()
        .ifPresent(times -> {
          names.put("#eventTime", "eventTime");
          values.put(":from", AttributeValue.fromS(TimeText.nearest(times.from())));
          values.put(":to", AttributeValue.fromS(TimeText.nearest(times.to())));
          conditions.add("#eventTime BETWEEN :from AND :to");
        });
  }

  private static Map<String, AttributeValue> startKey(String token, Lookup lookup) {
    var key = PageToken.decode(token, lookup).key();
    var isKey =
        KeyLimits.fitSort(
                lookup.index().sort().stream().map(name -> key.getOrDefault(name, "")).toList())
            && KeyLimits.fitPartition(List.of(key.getOrDefault("accessKeyId", "")));
    if (!isKey) {
      throw new InvalidPageTokenException();
    }
    return key.entrySet().stream()
        .collect(toMap(Map.Entry::getKey, entry -> AttributeValue.fromS(entry.getValue())));
  }
}
