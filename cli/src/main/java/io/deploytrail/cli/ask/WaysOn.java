package io.deploytrail.cli.ask;

import io.deploytrail.cli.ask.KnownSessions.KnownRoot;
import io.deploytrail.pulumi.StackName;
import io.deploytrail.questions.AskedTime;
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
  private final List<KnownRoot> known;
  private final KnownNames names;
  private final List<WayOn> ways = new ArrayList<>();

  private final AskedTime times;

  private WaysOn(Source source, AskedTime times, NextCommand typed) {
    this.source = source;
    this.times = times;
    this.typed = typed;
    this.sessions = new KnownSessions(source);
    this.known = sessions.roots();
    this.names = new KnownNames(known);
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
    names
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
            known.stream()
                .filter(each -> each.stack().filter(scope::includes).isPresent())
                .toList());
    Days.of(those, times)
        .ifPresent(days ->
            add(
                sessionsOf(scope, those),
                days.in(command),
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

  private static List<Instant> times(List<KnownRoot> known) {
    return known.stream().map(each -> each.root().event().time()).toList();
  }

  private void anyDeployment() {
    var all = times(known);
    Days.of(all, times)
        .ifPresent(days -> {
          var command = days.in(typed.asking("deployments"));
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
    unfiltered(asked.filter(), after -> new Question.Denied(asked.period(), Filter.NONE, after));
    var attempts = sessions.denied();
    Days.of(attempts, times)
        .ifPresent(days ->
            add(
                "the newest attempt that was refused is of " + attempts.getFirst(),
                days.in(typed),
                after -> new Question.Denied(days.period(), asked.filter(), after)));
  }

  private void changes(Question.Changes asked) {
    unfiltered(
        asked.filter(),
        after -> new Question.Changes(asked.resource(), asked.period(), Filter.NONE, after));
    var text = asked.resource().text();
    // On AWS, the event history would be searched for minutes.
    var reach = source.reach().get().map(range -> List.of(range.to(), range.from()));
    Days.of(reach.orElse(List.of()), times)
        .ifPresent(days -> {
          add(
              "it was changed at another time",
              days.in(typed),
              after ->
                  new Question.Changes(asked.resource(), days.period(), asked.filter(), after));
          var small = text.toLowerCase(Locale.ROOT);
          if (!small.equals(text)) {
            add(
                "names are case-sensitive, and there is " + small,
                days.in(typed.about(small)),
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
        nearest(stack)
            .ifPresent(near -> about(near, new DeploymentName.Version(near, version), question));
        about(nearest(stack).orElse(stack), question);
      }
      case Handle.Latest(var stack) -> nearest(stack).ifPresent(near -> about(near, question));
      case Handle.RunningAt(var stack, var at) -> {
        nearest(stack).ifPresent(near -> about(near, new Handle.RunningAt(near, at), question));
        about(nearest(stack).orElse(stack), question);
      }
      case Handle.Uuid _,
          Handle.MadeBy _,
          DeploymentName.Id _,
          Handle.SessionOfKey _,
          Handle.SessionOfRole _ -> {}
    }
  }

  /// The newest sessions need not name it.
  private boolean isKnown(StackName stack) {
    return names.isKnown(stack) || sessions.isKnown(stack);
  }

  private Optional<StackName> nearest(StackName stack) {
    return isKnown(stack) ? Optional.empty() : names.nearest(stack);
  }

  private void about(StackName stack, QuestionOf question) {
    about(stack, new Handle.Latest(stack), question);
  }

  private void about(StackName stack, Handle handle, QuestionOf question) {
    var isKnown = isKnown(stack);
    add(
        isKnown ? stack + " is known" : "the newest of " + stack,
        handle instanceof Handle.RunningAt
            ? typed.about(handle.text())
            : typed.without("--at").about(handle.text()),
        after -> question.of(handle, after));
  }

  /// The version may stand in names that no template reads.
  private void template(StackName stack, Function<Optional<String>, Question> question) {
    var roots =
        known.stream()
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
