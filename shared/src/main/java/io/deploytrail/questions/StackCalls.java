package io.deploytrail.questions;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.Origin;
import io.deploytrail.calls.SessionReads;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.Session;
import io.deploytrail.permissions.CallPermissions;
import io.deploytrail.permissions.policy.StackCall;
import io.deploytrail.pulumi.Variable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The calls of a stack's sessions, with what each asked IAM for.
///
/// Only calls whose chain leads to one of these roots are taken: a name alone gives nobody a
/// permission.
record StackCalls(Attributor attributor, Set<Event> roots) {
  /// A call of theirs; empty for anybody else's.
  Optional<StackCall> of(Activity activity) {
    var origin = attributor.attribute(activity.call()).origin();
    var event = activity.event();
    return isOfRoots(origin)
        ? Optional.of(
            call(
                activity,
                origin,
                event.account().or(() -> activity.call().caller().account()).orElse(""),
                event.id()))
        : Optional.empty();
  }

  private boolean isOfRoots(Origin origin) {
    return !origin.chain().isEmpty() && roots.contains(origin.chain().getLast().event());
  }

  private static StackCall call(Activity activity, Origin origin, String account, String eventId) {
    var event = activity.event();
    var deployment = origin.deployment();
    return new StackCall(
        event.action().orElse("a call without a name"),
        deployment.field(Variable.OPERATION),
        DeploymentName.of(deployment)
            .map(Handle::text)
            .orElseGet(() -> origin.chain().getLast().session().accessKey().value()),
        event.time(),
        eventId,
        account,
        event.region().orElse(""),
        roles(origin.chain()),
        CallPermissions.of(activity));
  }

  /// From the one that the token was exchanged for; none, if one of them is not known.
  private static List<String> roles(List<Issuance> chain) {
    var roles =
        chain.reversed().stream().flatMap(session -> session.session().role().stream()).toList();
    return roles.size() == chain.size() ? roles : List.of();
  }

  /// What a session only read, of which the index keeps each action once.
  List<StackCall> read(SessionReads reads, BoughtSessions sessions) {
    var calls = new ArrayList<StackCall>();
    sessions.all().stream()
        .filter(issuance -> isOf(reads, issuance.session()))
        .findFirst()
        .ifPresent(issuance -> {
          var origin = attributor.origin(issuance);
          if (isOfRoots(origin)) {
            reads.actions().forEach(action -> calls.add(read(action, issuance, origin)));
          }
        });
    return calls;
  }

  private static boolean isOf(SessionReads reads, Session session) {
    return reads.principal().equals(session.principal())
        && reads.created().map(created -> isNear(created, session)).orElse(true);
  }

  private static boolean isNear(Instant created, Session session) {
    return created.truncatedTo(SECONDS).equals(session.issuedAt().truncatedTo(SECONDS));
  }

  private static StackCall read(String action, Issuance issuance, Origin origin) {
    var session = issuance.session();
    var colon = action.indexOf(':');
    var account = issuance.event().account().orElse("");
    var event =
        new Event(
            issuance.event().id(),
            session.issuedAt(),
            Optional.of(action.substring(0, Math.max(colon, 0)) + ".amazonaws.com"),
            Optional.of(action.substring(colon + 1)),
            Optional.of(account),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var caller =
        new Caller(
            Optional.of("AssumedRole"),
            Optional.of(session.principal()),
            Optional.of(session.accessKey()),
            session.assumedRole(),
            Optional.of(account),
            Optional.of(session.issuedAt()),
            Optional.empty(),
            Optional.empty());
    var activity =
        new Activity(new Call(event, caller, Optional.empty(), Optional.empty()), true, List.of());
    // Each action is one sighting; its example is the session's issuance.
    return call(activity, origin, account, issuance.event().id());
  }
}
