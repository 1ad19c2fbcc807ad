package io.deploytrail.ingestion;

import static java.time.temporal.ChronoUnit.HOURS;
import static java.util.Objects.requireNonNull;

import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.index.BatchPut;
import io.deploytrail.index.Precedence;
import io.deploytrail.index.StoredItem;
import io.deploytrail.index.TimeText;
import io.deploytrail.index.Variables;
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

  /// A role session that was seen, by what its calls state: a creation date, or else the hour.
  record Sighting(PrincipalId principal, String place) {
    /// Whom a call shows: its caller; and the session that it bought, if only the other account's
    /// copy of this `AssumeRole` tells which session bought it.
    static Stream<Sighting> of(Call call) {
      var bought =
          call.issued().stream()
              .filter(_ -> call.caller().sessionCreated().isEmpty())
              .map(issued -> new Sighting(issued.principal(), TimeText.nearest(issued.issuedAt())));
      return Stream.concat(of(call.caller(), call.event().time()), bought);
    }

    private static Stream<Sighting> of(Caller caller, Instant time) {
      var place =
          caller
              .sessionCreated()
              .map(TimeText::nearest)
              .orElseGet(() -> UNDATED + TimeText.nearest(time.truncatedTo(HOURS)));
      return caller.principal().stream().map(principal -> new Sighting(principal, place));
    }
  }

  void add(LogObject object, Collection<Sighting> seen) {
    var forgotten = clock.instant().plus(kept).getEpochSecond();
    items.put(
        seen.stream()
            .map(sighting ->
                Map.of(
                    PRINCIPAL,
                    AttributeValue.fromS(sighting.principal().value()),
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
    return Precedence.digest(
        Map.of(
            "bucket", AttributeValue.fromS(object.bucket()),
            "key", AttributeValue.fromS(object.key())));
  }

  /// The objects in which that session was seen, or may have been.
  List<LogObject> of(IssuedSession session) {
    var dated =
        objects(
            session.principal(),
            TimeText.nearest(session.issuedAt().minusSeconds(1)),
            TimeText.nearest(session.issuedAt().plusSeconds(2)));
    var undated =
        objects(
            session.principal(),
            UNDATED + TimeText.nearest(session.issuedAt().truncatedTo(HOURS)),
            UNDATED + TimeText.nearest(session.expiresAt()) + END);
    return Stream.concat(dated, undated).distinct().toList();
  }

  private Stream<LogObject> objects(PrincipalId principal, String from, String to) {
    var query =
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .keyConditionExpression(PRINCIPAL + " = :principal AND seen BETWEEN :from AND :to")
            .expressionAttributeValues(
                Map.of(
                    ":principal", AttributeValue.fromS(principal.value()),
                    ":from", AttributeValue.fromS(from),
                    ":to", AttributeValue.fromS(to)))
            .build();
    return client.queryPaginator(query).items().stream()
        .map(StoredItem::new)
        .map(item -> new LogObject(item.text("bucket"), item.text("key")));
  }
}
