package io.deploytrail.cli;

import io.deploytrail.attribution.TimeRange;
import io.deploytrail.questions.DeploymentName;
import io.deploytrail.questions.Period;
import io.deploytrail.questions.Question;
import io.deploytrail.questions.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What an empty list means: what was looked for, in which time, and where.
final class EmptyList {
  private EmptyList() {}

  /// `reach` is from the first to the last session that the index holds, if that is known.
  static String tell(Question asked, List<String> searched, Optional<TimeRange> reach) {
    return switch (asked) {
      case Question.Deployments deployments ->
          "no deployments"
              + within(deployments.within())
              + in(deployments.period())
              + reach(reach, Optional.of(deployments.period()));
      case Question.Denied denied ->
          "no refused sessions" + in(denied.period()) + reach(reach, Optional.of(denied.period()));
      case Question.Changes changes ->
          "nothing found that names it"
              + in(changes.period())
              + ", looked for as "
              + String.join(", ", changes.resource().keys())
              + places(searched)
              + "; --from widens the time";
      case Question.Calls calls ->
          "nothing is known of "
              + name(calls.deployment())
              + places(searched)
              + reach(reach, Optional.empty());
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

  private static String reach(Optional<TimeRange> reach, Optional<Period> period) {
    if (reach.isEmpty()) {
      return period.isEmpty() ? "" : "; --from widens the time";
    }
    var known = reach.get();
    var holds = "; the index reaches from " + second(known.from()) + " to " + second(known.to());
    return period.isEmpty()
        ? holds
        : holds
            + ": --from "
            + day(known.from())
            + " --to "
            + day(known.to())
            + " asks for all of it";
  }

  private static Instant second(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  private static LocalDate day(Instant time) {
    return time.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
