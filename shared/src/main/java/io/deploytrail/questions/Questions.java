package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.Attribution;
import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.CachedSessions;
import io.deploytrail.attribution.Origin;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.index.InvalidPageTokenException;
import io.deploytrail.questions.Answer.Explanation;
import io.deploytrail.questions.Answer.UnknownEvent;
import io.deploytrail.questions.Answer.WhoAnswer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Answers questions from a session index and, for calls that it does not keep, a call history.
public final class Questions {
  private final SessionIndex index;
  private final CallHistory history;
  private final Configuration configuration;

  public Questions(SessionIndex index, CallHistory history, Configuration configuration) {
    this.index = requireNonNull(index, "index");
    this.history = requireNonNull(history, "history");
    this.configuration = requireNonNull(configuration, "configuration");
  }

  /// Throws [InvalidQuestionException] for a `next` that no answer gave; failed AWS calls
  /// propagate.
  public Answer answer(Question question) {
    try {
      return known(question);
    } catch (InvalidPageTokenException e) {
      throw new InvalidQuestionException(InvalidPageTokenException.EXPECTED);
    }
  }

  private Answer known(Question question) {
    // Within one question, nothing is asked for twice.
    var attributor = configuration.attributor(new CachedSessions(index));
    return switch (question) {
      case Question.WhoMadeEvent(var eventId) -> whoMadeEvent(eventId, attributor);
      case Question.WhoHasAccessKey(var accessKey, var at) ->
          ofSession(attributor.origin(accessKey, at));
      case Question.WhoIsPrincipal(var assumedRole, var at) ->
          ofSession(attributor.origin(assumedRole, at));
      case Question.WhoMadeRecord(var supplied) -> whoMadeSupplied(supplied, attributor);
      case Question.Deployments deployments ->
          new DeploymentSearch(index, configuration, deployments).answer();
      case Question.Calls calls -> new CallSearch(index, history, configuration).answer(calls);
      case Question.Changes changes ->
          new CallSearch(index, history, configuration).answer(changes);
      case Question.Explain explain -> explain(explain, configuration);
      case Question.Denied denied -> new DeniedSearch(index, attributor, denied).answer();
    };
  }

  private Answer whoMadeEvent(String eventId, Attributor attributor) {
    var fact = index.ofEvent(eventId);
    if (fact.isPresent()) {
      return new WhoAnswer(attribute(fact.get(), attributor), List.of(), List.of());
    }
    var search = history.byEventId(eventId);
    return search
        .found()
        .<Answer>map(record ->
            new WhoAnswer(attribute(record, attributor), search.searched(), search.notSearched()))
        .orElseGet(() -> new UnknownEvent(eventId, search.searched(), search.notSearched()));
  }

  private Answer whoMadeSupplied(CloudTrailRecord supplied, Attributor attributor) {
    var attribution = attribute(supplied, attributor);
    var origin =
        attribution
            .origin()
            .with(Set.of(), List.of("supplied record, not checked against CloudTrail"));
    return new WhoAnswer(new Attribution(attribution.event(), origin), List.of(), List.of());
  }

  private static Answer ofSession(Origin origin) {
    return new WhoAnswer(new Attribution(Optional.empty(), origin), List.of(), List.of());
  }

  private static Attribution attribute(Fact fact, Attributor attributor) {
    return switch (fact) {
      case Root root -> attribute((CloudTrailRecord) root, attributor);
      case DeniedAttempt denied -> attribute((CloudTrailRecord) denied, attributor);
      case Link link ->
          attributor.attribute(
              new Call(link.event(), link.caller(), Optional.empty(), Optional.of(link.session())));
    };
  }

  private static Attribution attribute(CloudTrailRecord record, Attributor attributor) {
    return switch (record) {
      case Root root -> new Attribution(Optional.of(root.event()), attributor.origin(root));
      case DeniedAttempt denied ->
          new Attribution(Optional.of(denied.event()), attributor.origin(denied));
      case Call call -> attributor.attribute(call);
    };
  }

  /// What a name says, which needs no index.
  public static Explanation explain(Question.Explain question, Configuration configuration) {
    var name = question.name();
    var names = configuration.names();
    return new Explanation(
        name, names.presentsItself(name), names.says(name), names.readings(name));
  }
}
