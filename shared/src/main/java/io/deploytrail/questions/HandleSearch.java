package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.CachedSessions;
import io.deploytrail.attribution.Candidate;
import io.deploytrail.attribution.IssuanceCopies;
import io.deploytrail.attribution.Origin;
import io.deploytrail.attribution.Page;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.attribution.TieLimits;
import io.deploytrail.attribution.TimeRange;
import io.deploytrail.attribution.Verdict;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.pulumi.StackName;
import io.deploytrail.questions.EventSearch.FoundEvent;
import io.deploytrail.questions.SeveralFitException.OneThing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Finds the sessions that a handle names: all of a deployment's, or, of a session that leads to no
/// one deployment, its own.
///
/// A handle never stands for one of several: then all of them are named.
final class HandleSearch {
  private static final int PAGE_SIZE = 100;

  private final SessionIndex index;
  private final CallHistory history;
  private final Configuration configuration;
  private final CachedSessions sessions;
  private final Attributor attributor;
  private final boolean isFirst;
  private final Map<String, UuidMeaning> meanings = new HashMap<>();

  /// Only with the `first` page of a list is an id looked for among events, too.
  HandleSearch(
      SessionIndex index,
      CallHistory history,
      Configuration configuration,
      CachedSessions sessions,
      boolean first) {
    this.index = requireNonNull(index, "index");
    this.history = requireNonNull(history, "history");
    this.configuration = requireNonNull(configuration, "configuration");
    this.sessions = requireNonNull(sessions, "sessions");
    this.attributor = configuration.attributor(sessions);
    this.isFirst = first;
  }

  NamedSessions find(Handle handle) {
    return switch (handle) {
      case Handle.Uuid(var uuid) -> ofUuid(uuid);
      case Handle.MadeBy(var eventId) ->
          ofEvent(eventId, new EventSearch(index, history, attributor).find(eventId));
      case DeploymentName name -> ofDeployment(name);
      case Handle.Latest(var stack) -> latest(stack);
      case Handle.RunningAt(var stack, var at) -> runningAt(stack, at);
      case Handle.SessionOfKey(var accessKey, var at) ->
          ofSessions(handle, at, sessions.withAccessKey(accessKey));
      case Handle.SessionOfRole(var role, var at) ->
          ofSessions(handle, Optional.of(at), sessions.ofAssumedRole(role, upTo(at)));
    };
  }

  /// What a UUID may be the id of: the search for an event, and a deployment's sessions. Throws
  /// [SeveralFitException] if it is both.
  record UuidMeaning(FoundEvent event, NamedSessions deployment) {
    /// Whether it is the id of anything.
    boolean isKnown() {
      return event.attribution().isPresent() || !deployment.isEmpty();
    }
  }

  UuidMeaning meaning(String uuid) {
    return meanings.computeIfAbsent(uuid, this::lookUp);
  }

  private UuidMeaning lookUp(String uuid) {
    var deployment = ofDeployment(new DeploymentName.Id(uuid));
    var event =
        isFirst || deployment.isEmpty()
            ? new EventSearch(index, history, attributor).find(uuid)
            : new FoundEvent(Optional.empty(), false, List.of(), List.of());
    if (event.attribution().isPresent() && !deployment.isEmpty()) {
      throw new SeveralFitException(
          uuid + " is the id of an event and of a deployment",
          OneThing.of(List.of("event:" + uuid, "deployment:" + uuid)));
    }
    return new UuidMeaning(
        event,
        deployment.isEmpty()
            ? NamedSessions.none(Optional.empty(), event.searched(), event.notSearched())
            : deployment.readAs("read as a deployment's id"));
  }

  private NamedSessions ofUuid(String uuid) {
    var meaning = meaning(uuid);
    return meaning.event().attribution().isPresent()
        ? ofEvent(uuid, meaning.event())
        : meaning.deployment();
  }

  private NamedSessions ofEvent(String eventId, FoundEvent event) {
    if (event.attribution().isEmpty()) {
      return NamedSessions.none(
          Optional.of("no record with event id " + eventId + " is known"),
          event.searched(),
          event.notSearched());
    }
    // What its name states, it may have copied: it got no session.
    return event.wasRefused()
        ? NamedSessions.none(
            Optional.of("event " + eventId + " is an attempt that AWS refused: it got no session"))
        : ofOrigin(event.attribution().get().origin())
            .readAs("read as an event's id: what made it is meant");
  }

  private NamedSessions ofOrigin(Origin origin) {
    if (origin.verdict() == Verdict.AMBIGUOUS) {
      throw ambiguous(origin);
    }
    var deployment = DeploymentName.of(origin.deployment());
    if (deployment.isPresent()) {
      return ofDeployment(deployment.get());
    }
    return origin.chain().isEmpty()
        ? NamedSessions.none(origin.evidence().stream().findFirst())
        : ofSession(origin.chain().getLast(), origin);
  }

  /// Of one deployment and somebody else, none is more likely.
  private static InvalidQuestionException ambiguous(Origin origin) {
    var names =
        origin.candidates().stream()
            .flatMap(candidate ->
                candidate instanceof Candidate.OfDeployment(var deployment)
                    ? DeploymentName.of(deployment).stream()
                    : Stream.<DeploymentName>of())
            .map(Handle::text)
            .distinct()
            .toList();
    var why = "whose it is, is not known: " + origin.evidence().stream().findFirst().orElse("");
    return names.size() > 1
        ? new SeveralFitException(why, OneThing.of(names))
        : new InvalidQuestionException(why);
  }

  private static TimeRange upTo(Instant at) {
    var earliest = at.minus(TieLimits.LONGEST_SESSION);
    return new TimeRange(
        earliest.isBefore(TimeRange.EVER.from()) ? TimeRange.EVER.from() : earliest, at);
  }

  /// The session that a key or a role means at that time; several of one deployment are all meant.
  private NamedSessions ofSessions(Handle handle, Optional<Instant> at, List<Issuance> known) {
    var fitting =
        IssuanceCopies.in(known).stream()
            .filter(session ->
                at.isEmpty()
                    || session.copies().stream()
                        .anyMatch(copy -> copy.session().isValidAt(at.get())))
            .toList();
    if (fitting.isEmpty()) {
      return NamedSessions.none(
          Optional.of(
              "no session of "
                  + handle.text()
                  + " is known"
                  + at.map(time -> " that was valid at " + time).orElse("")));
    }
    var origins = fitting.stream().map(session -> attributor.origin(session.issuance())).toList();
    var deployments =
        origins.stream().map(origin -> DeploymentName.of(origin.deployment())).distinct().toList();
    if (fitting.size() > 1 && (deployments.size() > 1 || deployments.getFirst().isEmpty())) {
      throw new SeveralFitException(
          fitting.size() + " sessions are " + handle.text() + "'s",
          fitting.stream().map(session -> choice(handle, session)).toList());
    }
    var each = new ArrayList<NamedSessions>();
    for (var number = 0; number < fitting.size(); number++) {
      each.add(NamedSessions.of(fitting.get(number), origins.get(number)));
    }
    return NamedSessions.all(each);
  }

  private static OneThing choice(Handle asked, IssuanceCopies session) {
    var issued = session.issuance().session();
    return new OneThing(
        issued.accessKey().value(),
        asked instanceof Handle.SessionOfKey ? Optional.of(issued.issuedAt()) : Optional.empty());
  }

  private NamedSessions ofSession(Issuance session, Origin origin) {
    var copies =
        IssuanceCopies.in(sessions.withAccessKey(session.session().accessKey())).stream()
            .filter(known -> known.copies().contains(session))
            .findFirst()
            .orElseGet(() -> new IssuanceCopies(session, List.of(session)));
    return NamedSessions.of(copies, origin);
  }

  private NamedSessions ofDeployment(DeploymentName name) {
    Function<PageRequest, Page<Root>> pages =
        switch (name) {
          case DeploymentName.Id(var id) ->
              page -> index.withUuid(id.toLowerCase(Locale.ROOT), page);
          case DeploymentName.Version(var stack, var version) ->
              page -> index.ofStackVersion(stack, version, page);
        };
    var roots = all(pages).stream().filter(root -> name.mayBe(attributor.origin(root))).toList();
    return NamedSessions.of(name, roots.reversed());
  }

  private List<Root> all(Function<PageRequest, Page<Root>> pages) {
    var roots = new ArrayList<Root>();
    var after = Optional.<String>empty();
    do {
      var page = pages.apply(new PageRequest(PAGE_SIZE, after));
      remember(page.items());
      roots.addAll(page.items());
      after = page.next();
    } while (after.isPresent());
    return roots;
  }

  private void remember(List<Root> roots) {
    AskedClaims.remember(
        sessions, hearing -> roots.forEach(configuration.attributor(hearing)::origin));
  }

  private NamedSessions latest(StackName stack) {
    var after = Optional.<String>empty();
    do {
      var page = index.ofStack(stack, TimeRange.EVER, new PageRequest(PAGE_SIZE, after));
      remember(page.items());
      for (var root : page.items()) {
        var origin = attributor.origin(root);
        if (isDeployment(origin)) {
          return ofOrigin(origin)
              .readAs(
                  DeploymentName.of(origin.deployment()).isPresent()
                      ? "the newest deployment of " + stack
                      : "the newest session of " + stack + ": which deployment's is not known");
        }
      }
      after = page.next();
    } while (after.isPresent());
    return NamedSessions.none(Optional.empty());
  }

  private NamedSessions runningAt(StackName stack, Instant at) {
    var range = upTo(at);
    var running = new LinkedHashMap<String, Origin>();
    all(page -> index.ofStack(stack, range, page)).stream()
        .filter(root -> root.session().isValidAt(at))
        .map(attributor::origin)
        .filter(HandleSearch::isDeployment)
        .forEach(origin -> running.putIfAbsent(handle(origin), origin));
    if (running.size() > 1) {
      throw new SeveralFitException(
          running.size() + " deployments of " + stack + " had sessions at " + at,
          OneThing.of(running.keySet()));
    }
    return running.values().stream()
        .findFirst()
        .map(this::ofOrigin)
        .orElseGet(() -> NamedSessions.none(Optional.empty()));
  }

  private static boolean isDeployment(Origin origin) {
    return origin.verdict() == Verdict.DEPLOYMENT || origin.verdict() == Verdict.STACK;
  }

  /// Without an id or version, two sessions may be two deployments.
  private static String handle(Origin origin) {
    return DeploymentName.of(origin.deployment())
        .map(Handle::text)
        .orElseGet(() -> origin.chain().getFirst().session().accessKey().value());
  }
}
