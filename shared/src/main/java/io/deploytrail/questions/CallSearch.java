package io.deploytrail.questions;

import io.deploytrail.attribution.Attribution;
import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.CachedSessions;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.calls.SessionReads;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Moment;
import io.deploytrail.questions.Answer.CallList;
import io.deploytrail.questions.Answer.MadeCall;
import io.deploytrail.questions.CallHistory.ResourceWanted;
import io.deploytrail.questions.CallHistory.SessionsWanted;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
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

  CallSearch(
      SessionIndex index,
      CallHistory history,
      Configuration configuration,
      CachedSessions sessions) {
    this.index = index;
    this.history = history;
    this.configuration = configuration;
    this.sessions = sessions;
    this.attributor = configuration.attributor(sessions);
  }

  /// What those sessions did, in the order of time.
  CallList answer(NamedSessions named, Filter filter, Optional<String> after) {
    if (named.isEmpty()) {
      var searched = new ArrayList<>(List.of(SESSION_INDEX));
      searched.addAll(named.searched());
      return new CallList(
          List.of(), Optional.empty(), List.of(), searched, named.notSearched(), named.reading());
    }
    var calls =
        history.ofSessions(
            new SessionsWanted(
                named.roots(),
                () -> new SessionTree(index, attributor).below(named.tops()),
                call -> named.areTheirs().test(attributor.attribute(call).origin()),
                after.map(CallSearch::moment),
                PAGE_SIZE));
    return list(calls, filter, named.reading());
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
            calls.calls(), calls.hasMore(), calls.reads(), searched, calls.notSearched()),
        question.filter(),
        Optional.empty());
  }

  private CallList list(CallHistory.FoundCalls calls, Filter filter, Optional<String> reading) {
    AskedClaims.remember(
        sessions,
        hearing -> {
          var rules = configuration.attributor(hearing);
          calls.calls().forEach(activity -> rules.attribute(activity.call()));
        });
    var items = new ArrayList<MadeCall>();
    for (var activity : calls.calls()) {
      var made = made(activity);
      if (filter.wants(activity, made.attribution().verdict())) {
        items.add(made);
      }
    }
    var next =
        calls.hasMore() && !calls.calls().isEmpty()
            ? Optional.of(token(calls.calls().getLast()))
            : Optional.<String>empty();
    var searched = new ArrayList<>(List.of(SESSION_INDEX));
    searched.addAll(calls.searched());
    var reads = filter.equals(Filter.NONE) ? calls.reads() : List.<SessionReads>of();
    return new CallList(items, next, reads, searched, calls.notSearched(), reading);
  }

  private MadeCall made(Activity activity) {
    Attribution attribution = attributor.attribute(activity.call());
    return new MadeCall(attribution, activity.resources(), activity.call().errorCode());
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
