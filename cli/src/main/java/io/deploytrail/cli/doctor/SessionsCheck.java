package io.deploytrail.cli.doctor;

import static io.deploytrail.cli.doctor.DeniedRequestException.ask;

import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.index.DynamoSessionIndex;
import io.deploytrail.index.UnexpectedTableException;
import io.deploytrail.questions.Configuration;
import io.deploytrail.questions.NameSuggestions;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// When the last session was issued that is in the index, and whether the newest ones' names lead
/// to their deployments.
final class SessionsCheck {
  private static final String NAME = "sessions";
  private static final int DAYS = 30;
  private static final int LOOKED_AT = 50;

  /// Nothing is left out for its age.
  private static final Duration FOREVER = Duration.ofDays(36_500);

  private final DynamoDbClient dynamo;
  private final String table;
  private final Configuration names;
  private final Clock clock;

  SessionsCheck(DynamoDbClient dynamo, String table, Configuration names, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.names = names;
    this.clock = clock;
  }

  List<Finding> findings() {
    var region = dynamo.serviceClientConfiguration().region().id();
    try {
      var newest = newest(index(region), region);
      if (newest.isEmpty()) {
        return List.of(
            Finding.problem(
                NAME,
                region,
                "no session was issued in the last " + DAYS + " days",
                "run a Pulumi deployment, a preview will do, and wait 15 minutes; BackfillSessions brings in older ones"));
      }
      var last = newest.getFirst();
      var findings = new ArrayList<Finding>();
      findings.add(
          Finding.ok(
              NAME,
              region,
              "the last session was issued at "
                  + last.event().time()
                  + ", for "
                  + last.session().principal()));
      findings.addAll(ofNames(newest, region));
      return findings;
    } catch (UnexpectedTableException e) {
      return List.of(
          Finding.problem(
              NAME,
              region,
              String.valueOf(e.getMessage()),
              "name the stack's output SessionsTableName, and its Region"));
    }
  }

  /// What the names of these sessions want for.
  private List<Finding> ofNames(List<Root> roots, String region) {
    var suggestions = NameSuggestions.of(roots, names);
    return Stream.concat(
            suggestions.toConfigure().stream()
                .map(each ->
                    Finding.advice(
                        "names",
                        region,
                        "no template reads "
                            + each.names()
                            + " of the last session names, such as "
                            + each.example(),
                        "set SessionNameTemplates of the stack to " + each.template().text())),
            suggestions.toRename().stream()
                .map(each ->
                    Finding.advice(
                        "names",
                        region,
                        each.names()
                            + " of the last session names lead to no deployment, such as "
                            + each.example(),
                        "give the Pulumi stacks, in their OIDC settings, the session name "
                            + each.template().text())))
        .toList();
  }

  private SessionIndex index(String region) {
    return ask(
        "dynamodb:DescribeTable",
        "arn:*:dynamodb:%s:*:table/%s".formatted(region, table),
        () -> new DynamoSessionIndex(dynamo, table, names.names(), FOREVER, clock).verified());
  }

  /// The last ones of the newest day that has any, newest first.
  private List<Root> newest(SessionIndex index, String region) {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    for (int age = 0; age < DAYS; age++) {
      var day = today.minusDays(age);
      var roots =
          ask(
                  "dynamodb:Query",
                  "arn:*:dynamodb:%s:*:table/%s/index/by-day".formatted(region, table),
                  () -> index.ofDay(day, "", PageRequest.first(LOOKED_AT)))
              .items();
      if (!roots.isEmpty()) {
        return roots;
      }
    }
    return List.of();
  }
}
