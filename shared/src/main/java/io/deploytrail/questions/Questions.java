package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.Attribution;
import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.CachedSessions;
import io.deploytrail.attribution.Origin;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.index.InvalidPageTokenException;
import io.deploytrail.questions.Answer.CallList;
import io.deploytrail.questions.Answer.DeploymentList;
import io.deploytrail.questions.Answer.Explanation;
import io.deploytrail.questions.Answer.UnknownEvent;
import io.deploytrail.questions.Answer.WhoAnswer;
import io.deploytrail.questions.EventSearch.FoundEvent;
import io.deploytrail.questions.RanDeployments.FoundRoot;
import io.deploytrail.questions.SeveralFitException.OneThing;
import io.deploytrail.refusals.GivenPolicies;
import io.deploytrail.refusals.RefusalExplainer;
import io.deploytrail.refusals.TrustAtHand;
import io.deploytrail.trust.refusal.Certainty;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// Answers questions from a session index and, for calls that it does not keep, a call history.
public final class Questions {
  private final SessionIndex index;
  private final CallHistory history;
  private final Configuration configuration;
  private final Supplier<? extends TrustAtHand> atHand;

  public Questions(SessionIndex index, CallHistory history, Configuration configuration) {
    this(index, history, configuration, () -> GivenPolicies.NONE);
  }

  /// `atHand` is asked for each question that gives no policy, since what it gives remembers what
  /// it read.
  public Questions(
      SessionIndex index,
      CallHistory history,
      Configuration configuration,
      Supplier<? extends TrustAtHand> atHand) {
    this.index = requireNonNull(index, "index");
    this.history = requireNonNull(history, "history");
    this.configuration = requireNonNull(configuration, "configuration");
    this.atHand = requireNonNull(atHand, "atHand");
  }

  /// The same, with that at hand where a question gives no policy.
  public Questions reading(TrustAtHand atHand) {
    return new Questions(index, history, configuration, () -> atHand);
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
    var sessions = new CachedSessions(index);
    var attributor = configuration.attributor(sessions);
    var handles = new HandleSearch(index, history, configuration, sessions, question.isFirstPage());
    var callSearch = new CallSearch(index, history, configuration, sessions);
    return switch (question) {
      case Question.WhoIs(var handle) -> whoIs(handle, handles, attributor);
      case Question.WhoMadeEvent(var eventId) ->
          answer(eventId, new EventSearch(index, history, attributor).find(eventId));
      case Question.WhoHasAccessKey(var accessKey, var at) ->
          ofSession(attributor.origin(accessKey, at));
      case Question.WhoIsPrincipal(var assumedRole, var at) ->
          ofSession(attributor.origin(assumedRole, at));
      case Question.WhoMadeRecord(var supplied) -> whoMadeSupplied(supplied, attributor);
      case Question.Deployments deployments ->
          new DeploymentSearch(index, configuration, deployments).answer();
      case Question.Calls calls ->
          callSearch.answer(handles.find(calls.handle()), calls.filter(), calls.after());
      case Question.Changes changes -> callSearch.answer(changes);
      case Question.ChangesOf changes -> changesOf(changes, handles, callSearch);
      case Question.Explain explain -> explain(explain, configuration);
      case Question.Denied denied ->
          new DeniedSearch(index, attributor, denied.explained().map(this::explainer), denied)
              .answer();
      case Question.DeniedRecord denied -> supplied(denied, attributor);
      case Question.TrustTry asked -> trust().answer(asked);
      case Question.WhoMayUse asked -> trust().answer(asked);
      case Question.AllRoles asked -> trust().answer(asked);
      case Question.LeastPrivilege asked ->
          new LeastPrivilegeSearch(index, history, configuration, sessions).answer(asked);
    };
  }

  /// Of a deployment, its sessions; a UUID may be an event's as well.
  private Answer whoIs(Handle handle, HandleSearch handles, Attributor attributor) {
    if (!(handle instanceof Handle.Uuid(var uuid))) {
      return sessionsOf(handles.find(handle), attributor);
    }
    var meaning = handles.meaning(uuid);
    return meaning.deployment().isEmpty()
        ? answer(uuid, meaning.event())
        : sessionsOf(meaning.deployment(), attributor);
  }

  private Answer sessionsOf(NamedSessions named, Attributor attributor) {
    var roots =
        named.roots().stream().map(root -> new FoundRoot(root, attributor.origin(root))).toList();
    return new DeploymentList(
        new RanDeployments(index, attributor).of(roots), Optional.empty(), 0, named.reading());
  }

  /// A UUID may be a resource's as well.
  private Answer changesOf(Question.ChangesOf question, HandleSearch handles, CallSearch calls) {
    var isKnown =
        !(question.handle() instanceof Handle.Uuid(var uuid)) || handles.meaning(uuid).isKnown();
    var ofDeployment =
        isKnown
            ? Optional.of(
                calls.answer(
                    handles.find(question.handle()),
                    question.filter().ofChanges(),
                    question.after()))
            : Optional.<CallList>empty();
    if (!question.mayBeResource() || (isKnown && question.after().isPresent())) {
      return ofDeployment.orElseThrow();
    }
    var ofResource = calls.answer(question.ofResource());
    if (isKnown && (ofResource.isAnswered() || ofResource.next().isPresent())) {
      var text = question.handle().text();
      throw new SeveralFitException(
          text + " is the id of an event or a deployment, and of a resource",
          OneThing.of(List.of("event:" + text, "deployment:" + text, Question.RESOURCE + text)));
    }
    return ofDeployment.orElse(ofResource);
  }

  private static Answer answer(String eventId, FoundEvent event) {
    return event
        .attribution()
        .<Answer>map(found -> new WhoAnswer(found, event.searched(), event.notSearched()))
        .orElseGet(() -> new UnknownEvent(eventId, event.searched(), event.notSearched()));
  }

  private Answer whoMadeSupplied(CloudTrailRecord supplied, Attributor attributor) {
    var attribution = new EventSearch(index, history, attributor).attribute(supplied);
    var origin =
        attribution
            .origin()
            .with(Set.of(), List.of("supplied record, not checked against CloudTrail"));
    return new WhoAnswer(new Attribution(attribution.event(), origin), List.of(), List.of());
  }

  private RefusalExplainer explainer(GivenPolicies given) {
    return new RefusalExplainer(
        index, index, given.isEmpty() ? atHand.get() : given, configuration.organizations());
  }

  private TrustSearch trust() {
    return new TrustSearch(index, atHand.get(), configuration);
  }

  private Answer supplied(Question.DeniedRecord denied, Attributor attributor) {
    var attempt = denied.supplied();
    var refusal = DeniedSearch.refusal(List.of(attempt), attributor.origin(attempt));
    var explained =
        explainer(denied.given())
            .explain(attempt)
            .with("supplied record, not checked against CloudTrail");
    return new Answer.DeniedList(List.of(refusal.with(explained)), Optional.empty());
  }

  private static Answer ofSession(Origin origin) {
    return new WhoAnswer(new Attribution(Optional.empty(), origin), List.of(), List.of());
  }

  /// Whether a role lets tokens in, as [Question.TrustTry] asks it, of many tokens.
  public Function<AskedToken, Answer.TriedToken> tryingRole(AskedTrust asked) {
    var trust = trust();
    return token -> trust.answer(new Question.TrustTry(asked, token));
  }

  /// Whether a policy that is given lets tokens in, which needs no index.
  public static Function<AskedToken, Answer.TriedToken> trying(
      AskedTrust trust, Configuration configuration) {
    var policy = trust.policy().orElseThrow();
    return token ->
        new Answer.TriedToken(trust.answer(token, policy, Certainty.CERTAIN, configuration));
  }

  /// What a name says, which needs no index.
  public static Explanation explain(Question.Explain question, Configuration configuration) {
    var name = question.name();
    var names = configuration.names();
    return new Explanation(
        name, names.presentsItself(name), names.says(name), names.readings(name));
  }
}
