package io.deploytrail.cli.ask;

import io.deploytrail.attribution.TimeRange;
import io.deploytrail.cli.ask.KnownSessions.KnownRoot;
import io.deploytrail.pulumi.StackName;
import io.deploytrail.questions.AskedTime;
import io.deploytrail.questions.Days;
import io.deploytrail.questions.DeploymentName;
import io.deploytrail.questions.Filter;
import io.deploytrail.questions.Handle;
import io.deploytrail.questions.NameSuggestions;
import io.deploytrail.questions.Question;
import io.deploytrail.questions.Scope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// What would find something, where a question found nothing: without its filters, under the name
/// that was meant, at another time, with a template that reads the names.
final class WaysOn {

  private final Source source;
  private final NextCommand typed;
  private final KnownSessions sessions;
  private final List<WayOn> ways = new ArrayList<>();

  private final AskedTime times;

  private WaysOn(Source source, AskedTime times, NextCommand typed) {
    this.source = source;
    this.times = times;
    this.typed = typed;
    this.sessions = new KnownSessions(source);
  }

  /// The first of them that does find something.
  static Optional<WayOn> from(Question asked, Source source, AskedTime times, NextCommand typed) {
    var ways = new WaysOn(source, times, typed);
    ways.collect(asked);
    return ways.ways.stream().filter(way -> way.leadsOn(source)).findFirst();
  }

  private void collect(Question asked) {
    switch (asked) {
      case Question.Deployments deployments -> deployments(deployments);
      case Question.Denied denied -> denied(denied);
      case Question.DeniedRecord _,
          Question.TrustTry _,
          Question.WhoMayUse _,
          Question.AllRoles _,
          Question.LeastPrivilege _ -> {}
      case Question.Changes changes -> changes(changes);
      case Question.Calls calls -> {
        unfiltered(calls.filter(), after -> new Question.Calls(calls.handle(), Filter.NONE, after));
        add(
            "its sessions are known, and no call that changed something or was refused",
            typed.askingOfIt("who"),
            _ -> Question.who(calls.handle()));
        handle(
            calls.handle(), (handle, after) -> new Question.Calls(handle, calls.filter(), after));
        anyDeployment();
      }
      case Question.ChangesOf changes -> {
        unfiltered(
            changes.filter(),
            after ->
                new Question.ChangesOf(changes.handle(), changes.period(), Filter.NONE, after));
        add(
            "what is known of it changed nothing",
            typed.askingOfIt("calls"),
            after -> new Question.Calls(changes.handle(), Filter.NONE, after));
        handle(
            changes.handle(),
            (handle, after) ->
                new Question.ChangesOf(handle, changes.period(), changes.filter(), after));
        anyDeployment();
      }
      case Question.WhoIs(var handle) -> {
        handle(handle, (other, _) -> Question.who(other));
        anyDeployment();
      }
      case Question.Who _ -> anyDeployment();
      case Question.Explain _ -> {}
    }
  }

  private void add(
      String reason, NextCommand command, Function<Optional<String>, Question> question) {
    ways.add(new WayOn(reason, command, source.configuration(), question));
  }

  private void unfiltered(Filter filter, Function<Optional<String>, Question> question) {
    if (!filter.equals(Filter.NONE)) {
      var others =
          typed.without(
              "--account", "--action", "--resource", "--verdict", "--errors", "--changes-only");
      // Of a table it says where that is.
      var all = filter.region().isEmpty() ? others : others.without("--region");
      add("there is something without its filters", all, question);
    }
  }

  private void deployments(Question.Deployments asked) {
    unfiltered(
        asked.filter(),
        after ->
            new Question.Deployments(
                asked.within(), asked.period(), asked.allSessions(), Filter.NONE, after));
    if (!asked.allSessions()) {
      add(
          "Pulumi's sessions of that time are of no deployment",
          typed.with("--all-sessions"),
          after ->
              new Question.Deployments(
                  asked.within(), asked.period(), true, asked.filter(), after));
    }
    ofScope(asked, asked.within(), typed);
    names()
        .nearest(asked.within())
        .ifPresent(scope -> ofScope(asked, scope, typed.about(scope.text())));
    anyDeployment();
  }

  private void ofScope(Question.Deployments asked, Scope scope, NextCommand command) {
    if (!scope.equals(asked.within())) {
      add(
          "the nearest name is " + scope.text(),
          command,
          after ->
              new Question.Deployments(
                  scope, asked.period(), asked.allSessions(), asked.filter(), after));
    }
    var those =
        times(
            sessions.roots().stream()
                .filter(each -> each.stack().filter(scope::includes).isPresent())
                .toList());
    days(those)
        .ifPresent(days ->
            add(
                sessionsOf(scope, those),
                command.during(days),
                after ->
                    new Question.Deployments(
                        scope, days.period(), asked.allSessions(), asked.filter(), after)));
  }

  private static String sessionsOf(Scope scope, List<Instant> newestFirst) {
    return "the newest session%s is of %s"
        .formatted(
            scope.equals(Scope.EVERYTHING) ? "" : " of " + scope.text(),
            newestFirst.getFirst().truncatedTo(ChronoUnit.SECONDS));
  }

  private Optional<Days> days(List<Instant> newestFirst) {
    return newestFirst.isEmpty()
        ? Optional.empty()
        : Optional.of(Days.of(new TimeRange(newestFirst.getLast(), newestFirst.getFirst()), times));
  }

  private static List<Instant> times(List<KnownRoot> known) {
    return known.stream().map(each -> each.root().event().time()).toList();
  }

  private KnownNames names() {
    return new KnownNames(sessions.roots());
  }

  private void anyDeployment() {
    var all = times(sessions.roots());
    days(all)
        .ifPresent(days -> {
          var command = typed.asking("deployments").during(days);
          add(
              sessionsOf(Scope.EVERYTHING, all),
              command,
              after ->
                  new Question.Deployments(
                      Scope.EVERYTHING, days.period(), false, Filter.NONE, after));
          add(
              sessionsOf(Scope.EVERYTHING, all) + ", and none is of a deployment",
              command.with("--all-sessions"),
              after ->
                  new Question.Deployments(
                      Scope.EVERYTHING, days.period(), true, Filter.NONE, after));
        });
  }

  private void denied(Question.Denied asked) {
    unfiltered(
        asked.filter(),
        after -> new Question.Denied(asked.period(), Filter.NONE, Optional.empty(), after));
    var attempts = sessions.denied();
    days(attempts)
        .ifPresent(days ->
            add(
                "the newest attempt that was refused is of " + attempts.getFirst(),
                typed.during(days),
                after ->
                    new Question.Denied(days.period(), asked.filter(), Optional.empty(), after)));
  }

  private void changes(Question.Changes asked) {
    unfiltered(
        asked.filter(),
        after -> new Question.Changes(asked.resource(), asked.period(), Filter.NONE, after));
    var text = asked.resource().text();
    // On AWS, the event history would be searched for minutes.
    source
        .reach()
        .get()
        .map(reach -> Days.of(reach, times))
        .ifPresent(days -> {
          add(
              "it was changed at another time",
              typed.during(days),
              after ->
                  new Question.Changes(asked.resource(), days.period(), asked.filter(), after));
          var small = text.toLowerCase(Locale.ROOT);
          if (!small.equals(text)) {
            add(
                "names are case-sensitive, and there is " + small,
                typed.about(small).during(days),
                after ->
                    Question.changes(
                        Question.RESOURCE + small,
                        Optional.empty(),
                        days.period(),
                        asked.filter(),
                        after));
          }
        });
    anyDeployment();
  }

  private interface QuestionOf {
    Question of(Handle handle, Optional<String> after);
  }

  private void handle(Handle handle, QuestionOf question) {
    switch (handle) {
      case DeploymentName.Version(var stack, var version) -> {
        template(stack, after -> question.of(handle, after));
        var near = nearest(stack);
        near.ifPresent(other -> about(new DeploymentName.Version(other, version), question));
        about(new Handle.Latest(near.orElse(stack)), question);
      }
      case Handle.Latest(var stack) ->
          nearest(stack).ifPresent(near -> about(new Handle.Latest(near), question));
      case Handle.RunningAt(var stack, var at) -> {
        var near = nearest(stack);
        near.ifPresent(other -> about(new Handle.RunningAt(other, at), question));
        about(new Handle.Latest(near.orElse(stack)), question);
      }
      case Handle.Uuid _,
          Handle.MadeBy _,
          DeploymentName.Id _,
          Handle.SessionOfKey _,
          Handle.SessionOfRole _ -> {}
    }
  }

  /// None for a stack that is known: the newest sessions need not name it.
  private Optional<StackName> nearest(StackName stack) {
    return sessions.isKnown(stack) ? Optional.empty() : names().nearest(stack);
  }

  /// What was found is what is known.
  private void about(Handle handle, QuestionOf question) {
    add(
        handle.text() + " is known",
        handle instanceof Handle.RunningAt
            ? typed.about(handle.text())
            : typed.without("--at").about(handle.text()),
        after -> question.of(handle, after));
  }

  /// The version may stand in names that no template reads.
  private void template(StackName stack, Function<Optional<String>, Question> question) {
    var roots =
        sessions.roots().stream()
            .filter(each -> each.stack().equals(Optional.of(stack)))
            .map(KnownRoot::root)
            .toList();
    // What is typed takes the place of what was configured.
    var templates = typed.without("--template");
    for (var configured : source.configuration().names().templates()) {
      templates = templates.with("--template", configured.text());
    }
    for (var each : NameSuggestions.of(roots, source.configuration()).toConfigure()) {
      ways.add(
          new WayOn(
              "no template reads the names of " + stack + ", such as " + each.example(),
              templates.with("--template", each.template().text()),
              source.configuration().with(each.template()),
              question));
    }
  }
}
