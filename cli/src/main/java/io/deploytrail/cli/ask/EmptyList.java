package io.deploytrail.cli.ask;

import io.deploytrail.questions.DeploymentName;
import io.deploytrail.questions.Period;
import io.deploytrail.questions.Question;
import io.deploytrail.questions.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What an empty list means: what was looked for, in which time, and where.
final class EmptyList {
  private EmptyList() {}

  static String sentence(Question asked, List<String> searched, Reach reach) {
    return switch (asked) {
      case Question.Deployments deployments ->
          "no deployments"
              + within(deployments.within())
              + in(deployments.period())
              + reach(reach, deployments.period());
      case Question.Denied denied ->
          "no refused sessions" + in(denied.period()) + reach(reach, denied.period());
      case Question.Changes changes ->
          "nothing found that names it"
              + in(changes.period())
              + ", looked for as "
              + String.join(", ", changes.resource().keys())
              + places(searched)
              + "; --from widens the time";
      case Question.Calls calls ->
          "nothing is known of " + name(calls.deployment()) + places(searched) + reach(reach);
      case Question.Who _, Question.Explain _ -> "nothing found";
    };
  }

  private static String name(DeploymentName deployment) {
    return switch (deployment) {
      case DeploymentName.Id(var id) -> "deployment " + id;
      case DeploymentName.Version(var stack, var version) ->
          Stream.of(stack.organization(), stack.project(), stack.stack())
                  .collect(Collectors.joining("/"))
              + "@"
              + version;
    };
  }

  private static String within(Scope scope) {
    var names =
        Stream.of(scope.organization(), scope.project(), scope.stack())
            .filter(name -> !name.isEmpty())
            .collect(Collectors.joining("/"));
    return names.isEmpty() ? "" : " of " + names;
  }

  private static String in(Period period) {
    return " from " + second(period.from()) + " to " + second(period.to());
  }

  private static String places(List<String> searched) {
    return searched.isEmpty() ? "" : "; searched: " + String.join("; ", searched);
  }

  private static String reach(Reach reach) {
    return switch (reach) {
      case Reach.Unknown _ -> "";
      case Reach.NoSessions _ -> "; the index holds no sessions";
      case Reach.Between(var times) ->
          "; the index reaches from " + second(times.from()) + " to " + second(times.to());
    };
  }

  private static String reach(Reach reach, Period period) {
    var advice =
        switch (reach) {
          case Reach.Unknown _ -> "; --from widens the time";
          case Reach.NoSessions _ -> "";
          case Reach.Between(var times) ->
              period.contains(times.from()) && period.contains(times.to())
                  ? ""
                  : ": --from %s --to %s widens the time to all of it"
                      .formatted(day(times.from()), day(times.to()));
        };
    return reach(reach) + advice;
  }

  private static Instant second(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  private static LocalDate day(Instant time) {
    return time.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
