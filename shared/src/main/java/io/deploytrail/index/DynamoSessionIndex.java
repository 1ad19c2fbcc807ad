package io.deploytrail.index;

import static java.time.ZoneOffset.UTC;

import io.deploytrail.attribution.Page;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.attribution.TimeRange;
import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.pulumi.SessionNames;
import io.deploytrail.pulumi.StackName;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The session index on DynamoDB: one item a record, one request a page. docs/table.md describes
/// the table.
///
/// Only the lookup by access key is strongly consistent; the others read indexes, which follow
/// within about a second.
public final class DynamoSessionIndex implements SessionIndex {
  private final DynamoDbClient client;
  private final String table;
  private final Items items;
  private final Clock clock;

  /// `names` say which version a session name states; `retention` counts from a record's time.
  ///
  /// Throws [UnexpectedTableException] if the table is missing or of another shape.
  public DynamoSessionIndex(
      DynamoDbClient client, String table, SessionNames names, Duration retention, Clock clock) {
    TableCheck.verify(client, table);
    this.client = client;
    this.table = table;
    this.items = new Items(names, retention);
    this.clock = clock;
  }

  /// The index of a deployed function: `SESSIONS_TABLE` and `RETENTION_DAYS`, which template.yaml
  /// sets.
  public static DynamoSessionIndex fromEnvironment(
      Map<String, String> environment, DynamoDbClient client, SessionNames names) {
    var table = variable(environment, "SESSIONS_TABLE");
    var days = variable(environment, "RETENTION_DAYS");
    if (!days.matches("\\d{1,5}")) {
      throw new IllegalArgumentException(
          "RETENTION_DAYS was expected to be a number of days, not " + days);
    }
    return new DynamoSessionIndex(
        client, table, names, Duration.ofDays(Long.parseLong(days)), Clock.systemUTC());
  }

  private static String variable(Map<String, String> environment, String name) {
    var value = environment.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          name + " is not set; template.yaml sets it on each function");
    }
    return value;
  }

  @Override
  public void add(Fact fact) {
    var item = items.item(fact);
    client.putItem(request -> request.tableName(table).item(item));
  }

  @Override
  public List<Issuance> withAccessKey(AccessKeyId accessKey) {
    return ask(Index.TABLE, accessKey.value()).consistent().all().stream()
        .map(Items::issuance)
        .sorted(Timeline.oldestFirst())
        .toList();
  }

  @Override
  public List<Issuance> ofPrincipal(PrincipalId principal, TimeRange issued) {
    return issuances(ask(Index.BY_PRINCIPAL, principal.value()).within(issued));
  }

  @Override
  public List<Issuance> ofAssumedRole(String assumedRole, TimeRange issued) {
    return issuances(ask(Index.BY_ASSUMED_ROLE, assumedRole).within(issued));
  }

  @Override
  public List<Issuance> boughtBy(PrincipalId caller, TimeRange issued) {
    return issuances(ask(Index.BY_CALLER, caller.value()).within(issued));
  }

  private static List<Issuance> issuances(TableQuery query) {
    return query.all().stream().map(Items::issuance).sorted(Timeline.oldestFirst()).toList();
  }

  @Override
  public Optional<Fact> ofEvent(String eventId) {
    return ask(Index.BY_EVENT, eventId).all().stream().map(Items::fact).findFirst();
  }

  @Override
  public Page<Root> withUuid(String uuid, PageRequest page) {
    return page(ask(Index.BY_UUID, uuid.toLowerCase(Locale.ROOT)), page, Root.class::cast);
  }

  @Override
  public Page<Root> ofStack(StackName stack, TimeRange issued, PageRequest page) {
    var query = ask(Index.BY_STACK, stack.organization(), stack.project(), stack.stack());
    return page(query.within(issued), page, Root.class::cast);
  }

  @Override
  public Page<Root> ofStackVersion(StackName stack, String version, PageRequest page) {
    var query =
        ask(Index.BY_VERSION, stack.organization(), stack.project(), stack.stack(), version);
    return page(query, page, Root.class::cast);
  }

  @Override
  public Page<Root> ofDay(LocalDate day, String organization, PageRequest page) {
    return page(ofDay(Items.ROOT, day, organization), page, Root.class::cast);
  }

  @Override
  public Page<DeniedAttempt> deniedOn(LocalDate day, String organization, PageRequest page) {
    return page(ofDay(Items.DENIED, day, organization), page, DeniedAttempt.class::cast);
  }

  private TableQuery ofDay(String kind, LocalDate day, String organization) {
    if (organization.isEmpty()) {
      return ask(Index.BY_DAY, kind, day.toString());
    }
    var start = day.atStartOfDay(UTC).toInstant();
    return ask(Index.BY_ORGANIZATION, kind, organization)
        .within(new TimeRange(start, start.plus(Duration.ofDays(1)).minusMillis(1)));
  }

  private static <T> Page<T> page(TableQuery query, PageRequest page, Function<Fact, T> type) {
    return query.page(page, item -> type.apply(Items.fact(item)));
  }

  private TableQuery ask(Index index, String... key) {
    return new TableQuery(client, table, index, List.of(key), clock.instant());
  }
}
