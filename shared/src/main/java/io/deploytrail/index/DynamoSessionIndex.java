package io.deploytrail.index;

import static java.util.stream.Collectors.toMap;

import io.deploytrail.attribution.Claim;
import io.deploytrail.attribution.Claimants;
import io.deploytrail.attribution.Page;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.aws.Retention;
import io.deploytrail.aws.Variables;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.pulumi.SessionNames;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// The session index on DynamoDB: one item a record, one request a page. docs/table.md describes
/// the table.
///
/// Only the lookup by access key is strongly consistent; the others read indexes, which follow
/// within about a second.
public final class DynamoSessionIndex implements AccessPatterns {
  /// [Precedence] as a condition; an equal item is written again, so that a new `version` gets in,
  /// and one of an older edition, which may say less of the same record, never stands before it.
  private static final String STANDS =
      "attribute_not_exists(accessKeyId) OR eventTime < :eventTime"
          + " OR (eventTime = :eventTime AND (attribute_not_exists(edition) OR edition < :edition"
          + " OR (edition = :edition AND digest <= :digest)))";

  private final DynamoDbClient client;
  private final String table;
  private final SessionNames names;
  private final Items items;
  private final Retention retention;
  private final DynamoClaims claims;

  /// `names` say which version a session name states; `retention` counts from a record's time.
  public DynamoSessionIndex(
      DynamoDbClient client, String table, SessionNames names, Duration retention, Clock clock) {
    this.client = client;
    this.table = table;
    this.names = names;
    this.retention = new Retention(retention, clock);
    this.items = new Items(names, this.retention);
    this.claims = new DynamoClaims(client, table, this.retention);
  }

  /// The index of a deployed function: `SESSIONS_TABLE` and `RETENTION_DAYS`, which template.yaml
  /// sets.
  public static DynamoSessionIndex fromEnvironment(
      Map<String, String> environment, DynamoDbClient client, SessionNames names) {
    return new DynamoSessionIndex(
        client,
        Variables.text(environment, "SESSIONS_TABLE"),
        names,
        Variables.days(environment, "RETENTION_DAYS"),
        Clock.systemUTC());
  }

  /// This index, after one request that looks at its table: for a name that somebody typed.
  ///
  /// Throws [UnexpectedTableException] if the table is missing or of another shape.
  public DynamoSessionIndex verified() {
    TableCheck.verify(client, table);
    return this;
  }

  /// Writes the fact as one item, unless it has expired or the item there stands before it; a root
  /// that states an id or a version is written to its claims first.
  ///
  /// Throws [UnstorableFactException] if DynamoDB cannot take it.
  @Override
  public boolean add(Fact fact) {
    var item = items.item(fact);
    // DynamoDB never deletes an item whose ttl is more than five years ago.
    if (retention.isExpired(fact.event().time())) {
      return false;
    }
    var stated = stated(item);
    stated.values().forEach(ClaimEntry::check);
    stated.forEach(claims::add);
    try {
      var replaced = client.putItem(request -> put(request, item)).attributes();
      retract(stated(replaced), stated);
    } catch (ConditionalCheckFailedException e) {
      // The item there is of the same record and stands before this one, whichever came first.
      if (e.hasItem()) {
        retract(stated, stated(e.item()));
      }
    }
    return true;
  }

  private void put(PutItemRequest.Builder request, Map<String, AttributeValue> item) {
    request
        .tableName(table)
        .item(item)
        .conditionExpression(STANDS)
        .expressionAttributeValues(
            Map.of(
                ":eventTime",
                item.get("eventTime"),
                ":edition",
                item.get("edition"),
                ":digest",
                item.get("digest")))
        .returnValues(ReturnValue.ALL_OLD)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
  }

  /// The claims of an item, if it is a root's.
  private Map<Claim, ClaimEntry> stated(Map<String, AttributeValue> item) {
    var stored = new StoredRecord(item);
    return stored.isFact() && stored.fact() instanceof Root root
        ? RootNames.claims(root, names).stream()
            .collect(toMap(claim -> claim, _ -> ClaimEntry.of(root, stored.item().expiry())))
        : Map.of();
  }

  /// Takes back what a record stated that does not stand.
  private void retract(Map<Claim, ClaimEntry> gone, Map<Claim, ClaimEntry> standing) {
    gone.forEach((claim, entry) -> {
      if (!entry.equals(standing.get(claim))) {
        claims.remove(claim, entry);
      }
    });
  }

  @Override
  public Map<Claim, Claimants> claimants(Set<Claim> wanted) {
    return claims.of(wanted);
  }

  @Override
  public List<Fact> all(Lookup lookup) {
    if (!TableQuery.canFind(lookup)) {
      return List.of();
    }
    return client.queryPaginator(TableQuery.all(table, lookup, retention.now())).items().stream()
        .map(StoredRecord::new)
        .filter(StoredRecord::isFact)
        .map(StoredRecord::fact)
        .sorted(Comparator.comparing(Position::of))
        .toList();
  }

  @Override
  public Page<Fact> page(Lookup lookup, PageRequest page) {
    if (!TableQuery.canFind(lookup)) {
      return Page.last(List.of());
    }
    var answer = client.query(TableQuery.page(table, lookup, retention.now(), page));
    var facts = answer.items().stream().map(item -> new StoredRecord(item).fact()).toList();
    return answer.hasLastEvaluatedKey()
        ? new Page<>(facts, Optional.of(token(answer.lastEvaluatedKey())))
        : Page.last(facts);
  }

  private static String token(Map<String, AttributeValue> lastKey) {
    return new PageToken(
            lastKey.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().s())))
        .encode();
  }
}
