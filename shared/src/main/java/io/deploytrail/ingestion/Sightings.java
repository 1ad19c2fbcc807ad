package io.deploytrail.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.temporal.ChronoUnit.HOURS;
import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.TieLimits;
import io.deploytrail.aws.AttributeDigest;
import io.deploytrail.aws.BatchPut;
import io.deploytrail.aws.StoredItem;
import io.deploytrail.aws.TimeText;
import io.deploytrail.aws.Variables;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Which role sessions were seen calling in which object, on DynamoDB.
///
/// The reader of an object writes its sightings before it asks which sessions are known; whoever
/// learns of a session writes that down before it asks where the session was seen. Both ask
/// consistently, so one of them always learns of the other. A sighting is forgotten some days after
/// the object was read: an issuance that comes later than that finds it no more.
public final class Sightings {
  private static final String PRINCIPAL = "principalId";
  private static final String SEEN = "seen";

  /// Begins the place of a caller without a creation date, which has its hour instead; after every
  /// digit.
  private static final String UNDATED = "~";

  private static final String END = "~";

  /// "Quotas in Amazon DynamoDB": partition keys of at most 2048 bytes.
  private static final int LONGEST_PARTITION = 2048;

  private final DynamoDbClient client;
  private final String table;
  private final Duration kept;
  private final Clock clock;
  private final BatchPut items;

  public Sightings(DynamoDbClient client, String table, Duration kept, Clock clock) {
    this.client = requireNonNull(client, "client");
    this.table = requireNonNull(table, "table");
    this.kept = requireNonNull(kept, "kept");
    this.clock = requireNonNull(clock, "clock");
    this.items = new BatchPut(client, table, Set.of(PRINCIPAL, SEEN));
  }

  /// The sightings of a deployed function: `SIGHTINGS_TABLE` and `SIGHTING_DAYS`, which
  /// template.yaml sets.
  public static Sightings fromEnvironment(Map<String, String> environment, DynamoDbClient client) {
    return new Sightings(
        client,
        Variables.text(environment, "SIGHTINGS_TABLE"),
        Variables.days(environment, "SIGHTING_DAYS"),
        Clock.systemUTC());
  }

  /// A session that was seen: `caller` is its principal id, or where a record has none, its
  /// assumed-role ARN or its key; the place is a creation date, or else the hour.
  record Sighting(String caller, String place) {
    /// Whom a call shows: its caller; and the session that it bought, if only the other account's
    /// copy of this call names the session that bought it, perhaps in another second.
    static Stream<Sighting> of(Call call) {
      var bought =
          call.issued().stream()
              .filter(_ -> call.caller().sessionCreated().isEmpty())
              .flatMap(issued ->
                  Stream.of(
                      new Sighting(issued.principal().value(), TimeText.nearest(issued.issuedAt())),
                      ofKey(issued.accessKey())));
      return Stream.concat(of(call.caller(), call.event().time()), bought);
    }

    private static Stream<Sighting> of(Caller caller, Instant time) {
      var place =
          caller
              .sessionCreated()
              .map(TimeText::nearest)
              .orElseGet(() -> UNDATED + TimeText.nearest(time.truncatedTo(HOURS)));
      return caller.principal().isPresent()
          ? caller.principal().stream().map(principal -> new Sighting(principal.value(), place))
          : Stream.concat(
              caller.arn().stream().map(arn -> new Sighting(arn, place)),
              caller.sessionKey().stream().map(Sighting::ofKey));
    }

    /// A key is of few sessions, so no time is needed to distinguish them.
    private static Sighting ofKey(AccessKeyId key) {
      return new Sighting(key.value(), "");
    }

    /// Whether DynamoDB takes it; an ARN may be longer than its keys.
    boolean fits() {
      return caller.getBytes(UTF_8).length <= LONGEST_PARTITION;
    }
  }

  void add(LogObject object, Collection<Sighting> seen) {
    var forgotten = clock.instant().plus(kept).getEpochSecond();
    items.put(
        seen.stream()
            .filter(Sighting::fits)
            .map(sighting ->
                Map.of(
                    PRINCIPAL,
                    AttributeValue.fromS(sighting.caller()),
                    SEEN,
                    AttributeValue.fromS(sighting.place() + "#" + digest(object)),
                    "bucket",
                    AttributeValue.fromS(object.bucket()),
                    "key",
                    AttributeValue.fromS(object.key()),
                    "ttl",
                    AttributeValue.fromN(Long.toString(forgotten))))
            .toList());
  }

  /// A key may be longer than DynamoDB takes as a part of its own.
  private static String digest(LogObject object) {
    return AttributeDigest.of(
        Map.of(
            "bucket", AttributeValue.fromS(object.bucket()),
            "key", AttributeValue.fromS(object.key())));
  }

  /// The objects in which that session was seen, or may have been.
  List<LogObject> of(IssuedSession session) {
    var byName =
        Stream.concat(Stream.of(session.principal().value()), session.assumedRole().stream())
            .flatMap(caller -> inTime(caller, session));
    var byKey = session.accessKey().stream().flatMap(key -> objects(key.value(), "#", "#" + END));
    return Stream.concat(byName, byKey).distinct().toList();
  }

  private Stream<LogObject> inTime(String caller, IssuedSession session) {
    var dated =
        objects(
            caller,
            TimeText.nearest(session.issuedAt().minus(TieLimits.ROUNDING)),
            TimeText.nearest(session.issuedAt().plus(TieLimits.ROUNDING).plusSeconds(1)));
    var undated =
        objects(
            caller,
            UNDATED
                + TimeText.nearest(
                    session.issuedAt().minus(TieLimits.CLOCK_SKEW).truncatedTo(HOURS)),
            UNDATED + TimeText.nearest(session.expiresAt().plus(TieLimits.CLOCK_SKEW)) + END);
    return Stream.concat(dated, undated);
  }

  private Stream<LogObject> objects(String caller, String from, String to) {
    if (caller.getBytes(UTF_8).length > LONGEST_PARTITION) {
      return Stream.empty();
    }
    var query =
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .keyConditionExpression(PRINCIPAL + " = :principal AND seen BETWEEN :from AND :to")
            .expressionAttributeValues(
                Map.of(
                    ":principal", AttributeValue.fromS(caller),
                    ":from", AttributeValue.fromS(from),
                    ":to", AttributeValue.fromS(to)))
            .build();
    return client.queryPaginator(query).items().stream()
        .map(StoredItem::new)
        .map(item -> new LogObject(item.text("bucket"), item.text("key")));
  }
}
