package io.deploytrail.index;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import io.deploytrail.attribution.Claim;
import io.deploytrail.attribution.Claimants;
import io.deploytrail.aws.Concurrently;
import io.deploytrail.aws.Retention;
import io.deploytrail.aws.UnwrittenItemsException;
import io.deploytrail.cloudtrail.Root;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Who may state an id or a version, on DynamoDB: one item a claim with its earliest hundred
/// claimants, so that a hundred claims are one request. docs/table.md argues it.
///
/// The items are a summary of the roots in the table. A claimant is written before its root, so
/// that whoever sees a root sees its claim; a claim without an item, of roots that nobody has
/// written since 579ed27, is read from the roots themselves. What is written is the same whatever
/// the order of roots, and adding one again changes nothing.
final class DynamoClaims {
  /// "BatchGetItem", Amazon DynamoDB API Reference.
  private static final int LARGEST_BATCH_GET = 100;

  private static final int ATTEMPTS = 12;
  private static final BackoffStrategy PAUSES =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(20), Duration.ofSeconds(2));

  /// One claim is changed by one thread of this process at a time; others meet in the conditions.
  private static final List<Object> LOCKS = Stream.generate(Object::new).limit(64).toList();

  private final DynamoDbClient client;
  private final String table;
  private final Retention retention;

  DynamoClaims(DynamoDbClient client, String table, Retention retention) {
    this.client = requireNonNull(client, "client");
    this.table = requireNonNull(table, "table");
    this.retention = requireNonNull(retention, "retention");
  }

  /// Who may state each of those claims: one request for a hundred, and one more for each claim
  /// that has no item, or of whose many claimants some have expired.
  Map<Claim, Claimants> of(Set<Claim> claims) {
    var now = retention.now();
    var items = items(List.copyOf(claims));
    var answer = new HashMap<Claim, Claimants>();
    var unknown = new ArrayList<Claim>();
    for (var claim : claims) {
      var item = items.getOrDefault(ClaimItem.key(claim), ClaimItem.EMPTY);
      if (item.isWhole(now)) {
        answer.put(claim, item.claimants(now));
      } else {
        unknown.add(claim);
      }
    }
    var read = Concurrently.map(unknown, this::earliest);
    for (var number = 0; number < unknown.size(); number++) {
      answer.put(
          unknown.get(number),
          Claimants.of(read.get(number).stream().map(ClaimEntry::claimant).toList()));
    }
    return answer;
  }

  private Map<Map<String, AttributeValue>, ClaimItem> items(List<Claim> claims) {
    var items = new HashMap<Map<String, AttributeValue>, ClaimItem>();
    for (var from = 0; from < claims.size(); from += LARGEST_BATCH_GET) {
      var keys =
          claims.subList(from, Math.min(from + LARGEST_BATCH_GET, claims.size())).stream()
              .map(ClaimItem::key)
              .distinct()
              .toList();
      var wanted = KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
      client.batchGetItemPaginator(request -> request.requestItems(Map.of(table, wanted))).stream()
          .flatMap(page -> page.responses().getOrDefault(table, List.of()).stream())
          .forEach(item -> items.put(keyOf(item), ClaimItem.of(item)));
    }
    return items;
  }

  private static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
    return Stream.of("accessKeyId", "eventId")
        .collect(toMap(name -> name, name -> requireNonNull(item.get(name))));
  }

  /// The claim's earliest claimants and one more, by the roots in the table.
  private List<ClaimEntry> earliest(Claim claim) {
    var lookup = AccessPatterns.stating(claim);
    if (!TableQuery.canFind(lookup)) {
      return List.of();
    }
    var most = Claimants.MOST + 1;
    return client
        .queryPaginator(TableQuery.oldest(table, lookup, retention.now(), most))
        .items()
        .stream()
        .limit(most)
        .map(StoredRecord::new)
        .flatMap(stored ->
            stored.fact() instanceof Root root
                ? Stream.of(ClaimEntry.of(root, stored.item().expiry()))
                : Stream.empty())
        .toList();
  }

  /// Adds a claimant. Throws [UnwrittenItemsException] if others changed the claim all the time.
  void add(Claim claim, ClaimEntry entry) {
    synchronized (LOCKS.get(Math.floorMod(claim.hashCode(), LOCKS.size()))) {
      for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
        if (attempt > 1) {
          pause(attempt);
        }
        if (isAdded(claim, entry)) {
          return;
        }
      }
    }
    throw new UnwrittenItemsException(
        "claim %s is not written to %s after %d attempts; others change it all the time"
            .formatted(claim, table, ATTEMPTS));
  }

  /// Whether it stands there now; if not, somebody else has changed the item meanwhile.
  private boolean isAdded(Claim claim, ClaimEntry entry) {
    var now = retention.now();
    var known = known(claim);
    var isWhole = known.isPresent() && known.get().isWhole(now);
    if (isWhole && known.get().holds(entry)) {
      return true;
    }
    if (isWhole && !known.get().areMore() && !known.get().isFull()) {
      return isAppended(claim, entry, entry.expiry() > known.get().expiry());
    }
    var earlier = isWhole ? List.<ClaimEntry>of() : earliest(claim);
    var next =
        (isWhole ? known.get() : new ClaimItem(known.orElse(ClaimItem.EMPTY).entries(), false))
            .and(Stream.concat(earlier.stream(), Stream.of(entry)).toList(), now);
    return isPut(claim, known, next);
  }

  private Optional<ClaimItem> known(Claim claim) {
    var answer =
        client.getItem(
            request -> request.tableName(table).key(ClaimItem.key(claim)).consistentRead(true));
    return answer.hasItem() ? Optional.of(ClaimItem.of(answer.item())) : Optional.empty();
  }

  /// The usual way: any number may do so at once, and only the last expiry counts.
  private boolean isAppended(Claim claim, ClaimEntry entry, boolean endsLater) {
    var values = new HashMap<String, AttributeValue>();
    values.put(":root", AttributeValue.fromSs(List.of(entry.text())));
    values.put(":most", AttributeValue.fromN(Integer.toString(Claimants.MOST)));
    if (endsLater) {
      values.put(":ttl", AttributeValue.fromN(Long.toString(entry.expiry())));
    }
    try {
      client.updateItem(request ->
          request
              .tableName(table)
              .key(ClaimItem.key(claim))
              .updateExpression((endsLater ? "SET #ttl = :ttl " : "") + "ADD #roots :root")
              .conditionExpression(
                  "size(#roots) < :most AND attribute_not_exists(#more)"
                      + (endsLater ? " AND #ttl < :ttl" : ""))
              .expressionAttributeNames(
                  endsLater
                      ? Map.of("#roots", ClaimItem.ROOTS, "#more", ClaimItem.MORE, "#ttl", "ttl")
                      : Map.of("#roots", ClaimItem.ROOTS, "#more", ClaimItem.MORE))
              .expressionAttributeValues(values));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  /// Puts the whole item if it is still as it was read.
  private boolean isPut(Claim claim, Optional<ClaimItem> known, ClaimItem next) {
    var roots = known.flatMap(ClaimItem::roots);
    var areMore = known.filter(ClaimItem::areMore).isPresent();
    var condition =
        known.isEmpty()
            ? "attribute_not_exists(accessKeyId)"
            : (roots.isPresent()
                    ? ClaimItem.ROOTS + " = :roots"
                    : "attribute_not_exists(" + ClaimItem.ROOTS + ")")
                + (areMore ? " AND attribute_exists(" : " AND attribute_not_exists(")
                + ClaimItem.MORE
                + ")";
    try {
      client.putItem(request -> {
        request
            .tableName(table)
            .item(next.item(claim))
            .conditionExpression(condition)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        roots.ifPresent(texts -> request.expressionAttributeValues(Map.of(":roots", texts)));
      });
      return true;
    } catch (ConditionalCheckFailedException e) {
      // Where nothing stands, only a rehearsal's put is refused, which never is to be stored.
      return known.isEmpty() && !e.hasItem();
    }
  }

  /// Takes a claimant out whose record turned out not to stand.
  void remove(Claim claim, ClaimEntry entry) {
    try {
      client.updateItem(request ->
          request
              .tableName(table)
              .key(ClaimItem.key(claim))
              .updateExpression("DELETE #roots :root")
              .conditionExpression("attribute_exists(#roots)")
              .expressionAttributeNames(Map.of("#roots", ClaimItem.ROOTS))
              .expressionAttributeValues(
                  Map.of(":root", AttributeValue.fromSs(List.of(entry.text())))));
    } catch (ConditionalCheckFailedException e) {
      // It expired meanwhile.
      return;
    }
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(PAUSES.computeDelay(attempt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a claim was being changed", e);
    }
  }
}
