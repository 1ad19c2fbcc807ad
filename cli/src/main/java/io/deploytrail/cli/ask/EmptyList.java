package io.deploytrail.cli.ask;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.TimeRange;
import io.deploytrail.questions.Answer;
import io.deploytrail.questions.AskedTime;
import io.deploytrail.questions.Period;
import io.deploytrail.questions.Question;
import io.deploytrail.questions.Scope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/// What an empty list means: what was looked for, in which time, and where, and what would find
/// something.
record EmptyList(Source source, AskedTime times, NextCommand typed) {
  EmptyList {
    requireNonNull(source, "source");
    requireNonNull(times, "times");
    requireNonNull(typed, "typed");
  }

  List<String> notes(Question asked, Answer.Listing<?> page) {
    return notes(sentence(asked, page.searched(), source.reach().get()), asked);
  }

  /// A sentence, and below it what leads on.
  List<String> notes(String sentence, Question asked) {
    var notes = new ArrayList<>(List.of(sentence));
    try {
      var way = WaysOn.from(asked, source, times, typed);
      way.ifPresent(found -> notes.addAll(List.of(found.reason(), "next: " + found.command())));
      if (way.isEmpty() && asked instanceof Question.Denied) {
        notes.add("none is known of another time either");
      }
    } catch (SdkException e) {
      notes.add("what would find something cannot be told: AWS did not answer");
    }
    return notes;
  }

  static String sentence(Question asked, List<String> searched, Optional<TimeRange> reach) {
    return switch (asked) {
      case Question.Deployments deployments ->
          "no deployments" + within(deployments.within()) + in(deployments.period()) + reach(reach);
      case Question.Denied denied -> "no refused sessions" + in(denied.period()) + reach(reach);
      case Question.Changes changes ->
          "nothing found that names it"
              + in(changes.period())
              + ", looked for as "
              + String.join(", ", changes.resource().keys())
              + places(searched);
      case Question.Calls calls ->
          "nothing is known of " + calls.handle().text() + places(searched) + reach(reach);
      case Question.ChangesOf changes ->
          "nothing is known that "
              + changes.handle().text()
              + " changed"
              + places(searched)
              + reach(reach);
      case Question.WhoIs(var handle) -> "nothing is known of " + handle.text() + reach(reach);
      case Question.Who _,
          Question.Explain _,
          Question.DeniedRecord _,
          Question.TrustTry _,
          Question.WhoMayUse _,
          Question.AllRoles _,
          Question.LeastPrivilege _ ->
          "nothing found" + reach(reach);
    };
  }

  private static String within(Scope scope) {
    return scope.text().isEmpty() ? "" : " of " + scope.text();
  }

  private static String in(Period period) {
    return " from " + second(period.from()) + " to " + second(period.to());
  }

  private static String places(List<String> searched) {
    return searched.isEmpty() ? "" : "; searched: " + String.join("; ", searched);
  }

  private static String reach(Optional<TimeRange> reach) {
    return reach
        .map(times ->
            "; the index reaches from %s to %s".formatted(second(times.from()), second(times.to())))
        .orElse("");
  }

  private static Instant second(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
