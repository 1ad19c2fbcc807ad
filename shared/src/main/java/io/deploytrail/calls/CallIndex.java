package io.deploytrail.calls;

import static io.deploytrail.calls.CallItems.PARTITION;
import static io.deploytrail.calls.CallItems.POSITION;
import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.TieLimits;
import io.deploytrail.attribution.TimeRange;
import io.deploytrail.aws.BatchPut;
import io.deploytrail.aws.Concurrently;
import io.deploytrail.aws.ItemSize;
import io.deploytrail.aws.LogText;
import io.deploytrail.aws.Retention;
import io.deploytrail.aws.StoredItem;
import io.deploytrail.aws.TimeText;
import io.deploytrail.aws.Variables;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Moment;
import io.deploytrail.cloudtrail.PrincipalId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// What Pulumi-rooted sessions did, on DynamoDB: changing and refused calls one by one, and what
/// each session read as a set of actions.
///
/// Facts in, no joins: writing anything again changes nothing, and which calls are written only
/// ever grows with what is known. The rules attribute a call when it is read. docs/table.md
/// describes the table. Failed requests propagate.
public final class CallIndex {
  private static final String BY_EVENT = "by-event";

  /// After every digit with which a time can go on.
  private static final String END = "~";

  private static final String PROGRESS = "progress";
  private static final int LARGEST_BATCH_GET = 100;
  private static final int CALLS_AT_ONCE = 800;

  private final DynamoDbClient client;
  private final String table;
  private final Retention retention;
  private final BatchPut items;

  public CallIndex(DynamoDbClient client, String table, Duration retention, Clock clock) {
    this.client = requireNonNull(client, "client");
    this.table = requireNonNull(table, "table");
    this.retention = new Retention(retention, clock);
    this.items = new BatchPut(client, table, Set.of(PARTITION, POSITION));
  }

  /// The index of a deployed function: `CALLS_TABLE` and `CALL_RETENTION_DAYS`, which template.yaml
  /// sets.
  public static CallIndex fromEnvironment(Map<String, String> environment, DynamoDbClient client) {
    return new CallIndex(
        client,
        Variables.text(environment, "CALLS_TABLE"),
        Variables.days(environment, "CALL_RETENTION_DAYS"),
        Clock.systemUTC());
  }

  /// A call and the root session in whose partition it stands.
  public record RootedCall(RootSession root, Activity activity) {
    public RootedCall {
      requireNonNull(root, "root");
      requireNonNull(activity, "activity");
    }
  }

  /// Why this table cannot hold that call, if so; CloudTrail writes no such record.
  public static Optional<String> refusal(Call call) {
    return CallItems.refusal(call);
  }

  /// Writes those calls; what has expired is passed over. Says why which could not be written.
  ///
  /// A call may name a thousand resources, and an item takes many times the room of its text: so
  /// only some calls are items at a time.
  public List<String> add(List<RootedCall> calls) {
    var refusals = new ArrayList<String>();
    for (var from = 0; from < calls.size(); from += CALLS_AT_ONCE) {
      items.put(
          calls.subList(from, Math.min(from + CALLS_AT_ONCE, calls.size())).stream()
              .filter(call -> !retention.isExpired(call.activity().event().time()))
              .flatMap(call -> items(call, refusals))
              .toList());
    }
    return refusals;
  }

  /// The call's items; none, and a reason, if one of them is too large.
  private Stream<Map<String, AttributeValue>> items(RootedCall call, List<String> refusals) {
    var made = CallItems.of(call.root(), call.activity(), retention).toList();
    var refusal = made.stream().flatMap(item -> ItemSize.refusal(item).stream()).findFirst();
    refusal.ifPresent(reason ->
        refusals.add("event " + LogText.value(call.activity().event().id()) + ": " + reason));
    return refusal.isPresent() ? Stream.empty() : made.stream();
  }

  /// Adds to what is known to have been read by those root sessions and those bought with them.
  public void addReads(Map<RootSession, ReadActions> reads) {
    var updates = new ArrayList<Supplier<UpdateItemResponse>>();
    reads.forEach((root, actions) -> {
      if (!retention.isExpired(actions.last())) {
        actions.all().forEach(session -> updates.add(() -> addReads(root, session)));
      }
    });
    Concurrently.map(updates, Supplier::get);
  }

  private UpdateItemResponse addReads(RootSession root, SessionReads reads) {
    var position =
        CallItems.created(root.created())
            + reads.principal()
            + "#"
            + reads.created().map(TimeText::of).orElse("");
    // Counted from the root session, so that it does not depend on which file came last; a session
    // lasts 12 hours at most.
    var expiry = retention.expiry(root.created().plus(Duration.ofDays(1)));
    return client.updateItem(request ->
        request
            .tableName(table)
            .key(CallItems.key(CallItems.readsPartition(root), position))
            .updateExpression(
                "SET sessionPrincipalId = :principal, sessionCreated = :created, #ttl = :ttl"
                    + " ADD actions :actions")
            .expressionAttributeNames(Map.of("#ttl", "ttl"))
            .expressionAttributeValues(
                Map.of(
                    ":principal", AttributeValue.fromS(reads.principal().value()),
                    ":created", AttributeValue.fromS(reads.created().map(TimeText::of).orElse("")),
                    ":ttl", AttributeValue.fromN(Long.toString(expiry)),
                    ":actions", AttributeValue.fromSs(List.copyOf(reads.actions())))));
  }

  /// Remembers that records up to that time were taken in.
  public void takenInUpTo(Instant time) {
    var text = AttributeValue.fromS(TimeText.nearest(time));
    try {
      client.putItem(request ->
          request
              .tableName(table)
              .item(
                  Map.of(
                      PARTITION,
                      AttributeValue.fromS(PROGRESS),
                      POSITION,
                      AttributeValue.fromS(PROGRESS),
                      "upTo",
                      text))
              .conditionExpression("attribute_not_exists(upTo) OR upTo < :upTo")
              .expressionAttributeValues(Map.of(":upTo", text)));
    } catch (ConditionalCheckFailedException e) {
      // Later records were taken in already.
      return;
    }
  }

  /// The time of the latest record that was taken in, of any account and Region.
  public Optional<Instant> takenInUpTo() {
    var item =
        client
            .getItem(request -> request.tableName(table).key(CallItems.key(PROGRESS, PROGRESS)))
            .item();
    return new StoredItem(item).optional("upTo").map(Instant::parse);
  }

  /// At most `limit` calls of that root session and of those bought with it, in the order of time,
  /// after that moment.
  public List<Activity> ofSession(RootSession root, Optional<Moment> after, int limit) {
    var calls = ofSession(root, root.created(), after, limit);
    if (!calls.isEmpty()) {
      return calls;
    }
    // Calls repeat the issuance's time as their creation date, which may be rounded otherwise.
    return Stream.of(
            root.created().minus(TieLimits.ROUNDING), root.created().plus(TieLimits.ROUNDING))
        .flatMap(created -> ofSession(root, created, after, limit).stream())
        .toList();
  }

  private List<Activity> ofSession(
      RootSession root, Instant created, Optional<Moment> after, int limit) {
    var start = CallItems.created(created);
    var from =
        after.map(at -> start + CallItems.moment(at.time(), at.eventId()) + END).orElse(start);
    var query = range(CallItems.partition(root), from, start + END).scanIndexForward(true);
    return items(query, limit).stream().map(CallItems::activity).toList();
  }

  /// At most `limit` calls that name that resource within that range, newest first, before that
  /// moment.
  public List<Activity> ofResource(
      String resource, TimeRange range, Optional<Moment> before, int limit) {
    var from = TimeText.nearest(range.from());
    var to =
        before
            .map(at -> CallItems.moment(at.time(), at.eventId()))
            .orElseGet(() -> TimeText.nearest(range.to()) + END);
    if (from.compareTo(to) > 0) {
      return List.of();
    }
    var query = range(CallItems.resourcePartition(resource), from, to).scanIndexForward(false);
    return activities(items(query, limit).stream().map(CallItems::pointedAt).toList());
  }

  /// The call of the record with that event id.
  public Optional<Activity> ofEvent(String eventId) {
    var keys =
        client
            .query(request ->
                request
                    .tableName(table)
                    .indexName(BY_EVENT)
                    .keyConditionExpression("eventId = :eventId")
                    .expressionAttributeValues(Map.of(":eventId", AttributeValue.fromS(eventId))))
            .items();
    return activities(keys.stream().map(CallItems::keyOf).toList()).stream().findFirst();
  }

  /// What that root session, and those bought with it, read.
  public List<SessionReads> reads(RootSession root) {
    var start = CallItems.created(root.created());
    var query = range(CallItems.readsPartition(root), start, start + END);
    return items(query, Integer.MAX_VALUE).stream().map(CallIndex::reads).toList();
  }

  private static SessionReads reads(Map<String, AttributeValue> item) {
    var stored = new StoredItem(item);
    return new SessionReads(
        new PrincipalId(stored.text("sessionPrincipalId")),
        stored.optional("sessionCreated").filter(text -> !text.isEmpty()).map(Instant::parse),
        Set.copyOf(item.getOrDefault("actions", AttributeValue.fromSs(List.of())).ss()));
  }

  private QueryRequest.Builder range(String partition, String from, String to) {
    var values = new HashMap<String, AttributeValue>();
    values.put(":partition", AttributeValue.fromS(partition));
    values.put(":from", AttributeValue.fromS(from));
    values.put(":to", AttributeValue.fromS(to));
    values.put(":now", AttributeValue.fromN(Long.toString(retention.now())));
    return QueryRequest.builder()
        .tableName(table)
        .consistentRead(true)
        .keyConditionExpression("#partition = :partition AND #position BETWEEN :from AND :to")
        .filterExpression("#ttl > :now")
        .expressionAttributeNames(
            Map.of("#partition", PARTITION, "#position", POSITION, "#ttl", "ttl"))
        .expressionAttributeValues(values);
  }

  private List<Map<String, AttributeValue>> items(QueryRequest.Builder query, int limit) {
    var request = limit == Integer.MAX_VALUE ? query.build() : query.limit(limit).build();
    return client.queryPaginator(request).items().stream().limit(limit).toList();
  }

  /// The calls with those keys, in the keys' order; one that has expired in between is left out.
  private List<Activity> activities(List<Map<String, AttributeValue>> keys) {
    var distinct = keys.stream().distinct().toList();
    var batches = new ArrayList<List<Map<String, AttributeValue>>>();
    for (var start = 0; start < distinct.size(); start += LARGEST_BATCH_GET) {
      batches.add(distinct.subList(start, Math.min(start + LARGEST_BATCH_GET, distinct.size())));
    }
    var found = new HashMap<Map<String, AttributeValue>, Activity>();
    for (var items : Concurrently.map(batches, this::batchGet)) {
      items.forEach(item -> found.put(CallItems.keyOf(item), CallItems.activity(item)));
    }
    return distinct.stream()
        .flatMap(key -> Stream.ofNullable(found.get(key)))
        .filter(activity -> !retention.isExpired(activity.event().time()))
        .toList();
  }

  private List<Map<String, AttributeValue>> batchGet(List<Map<String, AttributeValue>> keys) {
    var wanted = KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
    return client
        .batchGetItemPaginator(request -> request.requestItems(Map.of(table, wanted)))
        .stream()
        .flatMap(page -> page.responses().getOrDefault(table, List.of()).stream())
        .toList();
  }
}
