package io.deploytrail.cli.doctor;

import static io.deploytrail.cli.doctor.DeniedRequestException.ask;

import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.index.UnexpectedTableException;
import io.deploytrail.pulumi.SessionNames;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// When the last session was issued that is in the index.
final class SessionsCheck {
  private static final String NAME = "sessions";
  private static final int DAYS = 30;

  /// Nothing is left out for its age.
  private static final Duration FOREVER = Duration.ofDays(36_500);

  private final DynamoDbClient dynamo;
  private final String table;
  private final Clock clock;

  SessionsCheck(DynamoDbClient dynamo, String table, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.clock = clock;
  }

  List<Finding> findings() {
    var region = dynamo.serviceClientConfiguration().region().id();
    try {
      return List.of(
          newest(index(region), region)
              .map(root ->
                  Finding.ok(
                      NAME,
                      region,
                      "the last session was issued at "
                          + root.event().time()
                          + ", for "
                          + root.session().principal()))
              .orElseGet(() ->
                  Finding.problem(
                      NAME,
                      region,
                      "no session was issued in the last " + DAYS + " days",
                      "run a Pulumi deployment, a preview will do, and wait 15 minutes; BackfillSessions brings in older ones")));
    } catch (UnexpectedTableException e) {
      return List.of(
          Finding.problem(
              NAME,
              region,
              String.valueOf(e.getMessage()),
              "name the stack's output SessionsTableName, and its Region"));
    }
  }

  private SessionIndex index(String region) {
    return ask(
        "dynamodb:DescribeTable",
        "arn:*:dynamodb:%s:*:table/%s".formatted(region, table),
        () ->
            new DynamoSessionIndex(dynamo, table, new SessionNames(List.of()), FOREVER, clock)
                .verified());
  }

  private Optional<Root> newest(SessionIndex index, String region) {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    for (int age = 0; age < DAYS; age++) {
      var day = today.minusDays(age);
      var roots =
          ask(
                  "dynamodb:Query",
                  "arn:*:dynamodb:%s:*:table/%s/index/by-day".formatted(region, table),
                  () -> index.ofDay(day, "", PageRequest.first(1)))
              .items();
      if (!roots.isEmpty()) {
        return Optional.of(roots.getFirst());
      }
    }
    return Optional.empty();
  }
}
