package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.Attribution;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Finds the sessions that a handle names: all of a deployment's, or, of a session that leads to no
/// one deployment, its own.
///
/// A handle never stands for one of several: then all of them are named.
final class HandleSearch {
  private static final int PAGE_SIZE = 100;

  /// All that an index can order.
  private static final TimeRange ANY_TIME =
      new TimeRange(
          Instant.parse("0000-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59.999999999Z"));

  private final SessionIndex index;
  private final CallHistory history;
  private final Configuration configuration;
  private final CachedSessions sessions;
  private final Attributor attributor;

  HandleSearch(
      SessionIndex index,
      CallHistory history,
      Configuration configuration,
      CachedSessions sessions) {
    this.index = requireNonNull(index, "index");
    this.history = requireNonNull(history, "history");
    this.configuration = requireNonNull(configuration, "configuration");
    this.sessions = requireNonNull(sessions, "sessions");
    this.attributor = configuration.attributor(sessions);
  }

  NamedSessions find(Handle handle) {
    return switch (handle) {
      case Handle.Uuid(var uuid) -> ofUuid(uuid);
      case Handle.MadeBy(var eventId) -> ofEvent(eventId);
      case DeploymentName name -> ofDeployment(name);
      case Handle.Latest(var stack) -> latest(stack);
      case Handle.RunningAt(var stack, var at) -> runningAt(stack, at);
      case Handle.SessionOfKey(var accessKey, var at) ->
          ofSession(handle, attributor.origin(accessKey, at.stream().toList()));
      case Handle.SessionOfRole(var role, var at) -> ofSession(handle, attributor.origin(role, at));
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
    var event = new EventSearch(index, history, attributor).find(uuid);
    var deployment = ofDeployment(new DeploymentName.Id(uuid));
    if (event.attribution().isPresent() && !deployment.isEmpty()) {
      throw new SeveralFitException(
          uuid + " is the id of an event and of a deployment",
          List.of("event:" + uuid, "deployment:" + uuid));
    }
    return new UuidMeaning(
        event, deployment.isEmpty() ? deployment : deployment.readAs("read as a deployment's id"));
  }

  private NamedSessions ofUuid(String uuid) {
    var meaning = meaning(uuid);
    return meaning.event().attribution().map(this::ofEvent).orElseGet(meaning::deployment);
  }

  private NamedSessions ofEvent(String eventId) {
    return new EventSearch(index, history, attributor)
        .find(eventId)
        .attribution()
        .map(this::ofEvent)
        .orElseGet(() ->
            NamedSessions.none(Optional.of("no record with event id " + eventId + " is known")));
  }

  private NamedSessions ofEvent(Attribution attribution) {
    return ofOrigin(attribution.origin())
        .readAs("read as an event's id: the deployment that made it is meant");
  }

  private NamedSessions ofOrigin(Origin origin) {
    if (origin.verdict() == Verdict.AMBIGUOUS) {
      throw several("several deployments may have made it", origin.candidates());
    }
    var deployment = DeploymentName.of(origin.deployment());
    if (deployment.isPresent()) {
      return ofDeployment(deployment.get());
    }
    return origin.chain().isEmpty()
        ? NamedSessions.none(Optional.empty())
        : ofSession(origin.chain().getLast(), origin);
  }

  private static SeveralFitException several(String what, List<Candidate> candidates) {
    var names =
        candidates.stream()
            .flatMap(candidate ->
                candidate instanceof Candidate.OfDeployment(var deployment)
                    ? DeploymentName.of(deployment).stream()
                    : Stream.<DeploymentName>of())
            .map(Handle::text)
            .toList();
    return new SeveralFitException(what, names);
  }

  /// The session that a key or a role means, whatever it leads to.
  private NamedSessions ofSession(Handle handle, Origin origin) {
    if (!origin.chain().isEmpty()) {
      return ofSession(origin.chain().getFirst(), origin);
    }
    if (origin.verdict() == Verdict.AMBIGUOUS) {
      throw several("several sessions are " + handle.text() + "'s", origin.candidates());
    }
    return NamedSessions.none(origin.evidence().stream().findFirst());
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
    var roots = new ArrayList<Root>();
    var after = Optional.<String>empty();
    do {
      var page = pages.apply(new PageRequest(PAGE_SIZE, after));
      remember(page.items());
      page.items().stream().filter(root -> name.mayBe(attributor.origin(root))).forEach(roots::add);
      after = page.next();
    } while (after.isPresent());
    return NamedSessions.of(name, roots.reversed());
  }

  private void remember(List<Root> roots) {
    AskedClaims.remember(
        sessions, hearing -> roots.forEach(configuration.attributor(hearing)::origin));
  }

  private NamedSessions latest(StackName stack) {
    var after = Optional.<String>empty();
    do {
      var page = index.ofStack(stack, ANY_TIME, new PageRequest(PAGE_SIZE, after));
      remember(page.items());
      for (var root : page.items()) {
        var origin = attributor.origin(root);
        if (isDeployment(origin)) {
          return ofOrigin(origin).readAs("the newest deployment of " + stack);
        }
      }
      after = page.next();
    } while (after.isPresent());
    return NamedSessions.none(Optional.empty());
  }

  private NamedSessions runningAt(StackName stack, Instant at) {
    var earliest = at.minus(TieLimits.LONGEST_SESSION);
    var range = new TimeRange(earliest.isBefore(ANY_TIME.from()) ? ANY_TIME.from() : earliest, at);
    var running = new LinkedHashMap<Object, Origin>();
    var after = Optional.<String>empty();
    do {
      var page = index.ofStack(stack, range, new PageRequest(PAGE_SIZE, after));
      remember(page.items());
      page.items().stream()
          .filter(root -> root.session().isValidAt(at))
          .map(attributor::origin)
          .filter(HandleSearch::isDeployment)
          .forEach(origin -> running.putIfAbsent(identity(origin), origin));
      after = page.next();
    } while (after.isPresent());
    if (running.size() > 1) {
      throw new SeveralFitException(
          running.size() + " deployments of " + stack + " had sessions at " + at,
          running.values().stream().map(HandleSearch::handle).toList());
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
  private static Object identity(Origin origin) {
    return DeploymentName.of(origin.deployment())
        .<Object>map(name -> name)
        .orElseGet(() -> origin.chain().getFirst().session().accessKey());
  }

  private static String handle(Origin origin) {
    return DeploymentName.of(origin.deployment())
        .map(Handle::text)
        .orElseGet(() -> origin.chain().getFirst().session().accessKey().value());
  }
}
