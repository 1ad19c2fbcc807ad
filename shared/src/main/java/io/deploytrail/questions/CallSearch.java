package io.deploytrail.questions;

import io.deploytrail.attribution.Attribution;
import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.CachedSessions;
import io.deploytrail.attribution.Page;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.aws.Concurrently;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Moment;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.questions.Answer.CallList;
import io.deploytrail.questions.Answer.MadeCall;
import io.deploytrail.questions.CallHistory.ResourceWanted;
import io.deploytrail.questions.CallHistory.SessionsWanted;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Lists calls with who made each: what a deployment did, and what happened to a resource.
///
/// Every call is attributed anew by the rules, with the sessions that are known now, so that a list
/// never says other than the question who made that call.
final class CallSearch {
  private static final int PAGE_SIZE = 100;
  private static final String SESSION_INDEX = "session index";

  private final SessionIndex index;
  private final CallHistory history;
  private final Configuration configuration;
  private final CachedSessions sessions;
  private final Attributor attributor;

  CallSearch(SessionIndex index, CallHistory history, Configuration configuration) {
    this.index = index;
    this.history = history;
    this.configuration = configuration;
    this.sessions = new CachedSessions(index);
    this.attributor = configuration.attributor(sessions);
  }

  /// What a deployment did, in the order of time.
  CallList answer(Question.Calls question) {
    var roots = roots(question.deployment());
    if (roots.isEmpty()) {
      return new CallList(
          List.of(), Optional.empty(), List.of(), List.of(SESSION_INDEX), List.of());
    }
    var calls =
        history.ofSessions(
            new SessionsWanted(
                roots,
                () -> sessions(roots),
                call -> question.deployment().mayBe(attributor.attribute(call).origin()),
                question.after().map(CallSearch::moment),
                PAGE_SIZE));
    return list(calls);
  }

  /// What happened to a resource, newest first.
  CallList answer(Question.Changes question) {
    var calls =
        history.ofResource(
            new ResourceWanted(
                question.resource(),
                question.period(),
                question.after().map(CallSearch::moment),
                PAGE_SIZE));
    var searched = new ArrayList<>(calls.searched());
    question.reading().ifPresent(searched::add);
    return list(
        new CallHistory.FoundCalls(
            calls.calls(), calls.hasMore(), calls.reads(), searched, calls.notSearched()));
  }

  private CallList list(CallHistory.FoundCalls calls) {
    AskedClaims.remember(
        sessions,
        hearing -> {
          var rules = configuration.attributor(hearing);
          calls.calls().forEach(activity -> rules.attribute(activity.call()));
        });
    var items = calls.calls().stream().map(this::made).toList();
    var next =
        calls.hasMore() && !items.isEmpty()
            ? Optional.of(token(calls.calls().getLast()))
            : Optional.<String>empty();
    var searched = new ArrayList<>(List.of(SESSION_INDEX));
    searched.addAll(calls.searched());
    return new CallList(items, next, calls.reads(), searched, calls.notSearched());
  }

  private MadeCall made(Activity activity) {
    Attribution attribution = attributor.attribute(activity.call());
    return new MadeCall(attribution, activity.resources(), activity.call().errorCode());
  }

  /// The root sessions that may be this deployment's, oldest first.
  private List<Root> roots(DeploymentName deployment) {
    var roots = new ArrayList<Root>();
    var after = Optional.<String>empty();
    do {
      var page = page(deployment, new PageRequest(PAGE_SIZE, after));
      AskedClaims.remember(
          sessions, hearing -> page.items().forEach(configuration.attributor(hearing)::origin));
      page.items().stream()
          .filter(root -> deployment.mayBe(attributor.origin(root)))
          .forEach(roots::add);
      after = page.next();
    } while (after.isPresent());
    return roots.reversed();
  }

  private Page<Root> page(DeploymentName deployment, PageRequest page) {
    return switch (deployment) {
      case DeploymentName.Id(var id) -> index.withUuid(id.toLowerCase(Locale.ROOT), page);
      case DeploymentName.Version(var stack, var version) ->
          index.ofStackVersion(stack, version, page);
    };
  }

  private BoughtSessions sessions(List<Root> roots) {
    var bought = Concurrently.map(roots, new SessionTree(index, attributor)::below);
    return new BoughtSessions(
        bought.stream().flatMap(each -> each.all().stream()).distinct().toList(),
        bought.stream().anyMatch(BoughtSessions::areMore));
  }

  private static String token(Activity last) {
    return last.event().time() + "," + last.event().id();
  }

  private static Moment moment(String token) {
    var comma = token.indexOf(',');
    try {
      return new Moment(
          WrittenTime.instant(token.substring(0, Math.max(comma, 0))), token.substring(comma + 1));
    } catch (DateTimeException e) {
      throw new InvalidQuestionException(
          "the value of \"next\" of an earlier answer was expected, not " + Quoted.of(token));
    }
  }
}
