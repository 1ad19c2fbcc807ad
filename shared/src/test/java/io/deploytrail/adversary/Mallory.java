package io.deploytrail.adversary;

import io.deploytrail.adversary.Deed.Harm;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A person who may assume the deployments' roles, may edit settings of stacks of his own, and has
/// a workflow elsewhere. He chooses role, name, time and service of his sessions; never what AWS
/// signs. [MallorysTokens] has what he does with tokens.
///
/// Each act says whether it found a victim.
final class Mallory {
  private static final String SERVICE = "cloudformation.amazonaws.com";

  private static final List<String> LIKE_PULUMI =
      List.of("pulumi-deployments", "pulumi-deploy", "pulumi-deployment-session", "ci");

  final Stage stage;
  private final Holder self;

  Mallory(Stage stage) {
    this.stage = stage;
    this.self = stage.user("mallory");
  }

  // By AssumeRole, with a session's name, in its second

  boolean assumeRole(String through, boolean lost) {
    return stage
        .victim(_ -> true)
        .map(victim ->
            stage.assumeRole(self, victim.role, victim.name, victim.created, through, lost))
        .map(this::act)
        .orElse(false);
  }

  /// The role and name to which a deployment's session was chained.
  boolean assumeHop(boolean lost) {
    return stage
        .link(_ -> true)
        .map(victim -> stage.assumeRole(self, victim.role, victim.name, victim.created, "", lost))
        .map(this::act)
        .orElse(false);
  }

  boolean service(boolean lost) {
    var service = stage.service("ec2.amazonaws.com");
    return stage
        .victim(_ -> true)
        .map(
            victim -> stage.assumeRole(service, victim.role, victim.name, victim.created, "", lost))
        .map(this::act)
        .orElse(false);
  }

  boolean saml(boolean lost) {
    return stage
        .victim(_ -> true)
        .map(victim -> stage.saml("mallory", victim.role, victim.name, victim.created, lost))
        .map(this::act)
        .orElse(false);
  }

  /// His SAML session, at the end of a deployment's chain.
  boolean samlHop(boolean lost) {
    return stage
        .link(_ -> true)
        .map(victim -> stage.saml("mallory", victim.role, victim.name, victim.created, lost))
        .map(this::act)
        .orElse(false);
  }

  /// A minute later, or with another's role of that name.
  boolean assumeRoleLater() {
    return stage
        .victim(_ -> true)
        .map(victim ->
            stage.assumeRole(
                self, victim.role, victim.name, victim.created.plusSeconds(1), "", false))
        .map(this::act)
        .orElse(false);
  }

  /// The role was deleted and made anew: the same ARN, another id.
  boolean roleMadeAnew(boolean lost) {
    return stage
        .victim(_ -> true)
        .map(victim -> {
          var anew = stage.role(victim.role.account(), victim.role.name());
          return stage.assumeRole(self, anew, victim.name, victim.created, "", lost);
        })
        .map(this::act)
        .orElse(false);
  }

  boolean assumeRoot(boolean lost) {
    return stage
        .anyOf(stage.world.sessions().filter(one -> one.kind == Holder.Kind.MEMBER_ROOT))
        .map(victim -> stage.assumeRoot(self, victim.account(), victim.created, lost))
        .map(this::act)
        .orElse(false);
  }

  boolean looksLikePulumi() {
    var at = someTime();
    LIKE_PULUMI.forEach(
        name -> act(stage.assumeRole(self, stage.deploy, name, at.plusSeconds(90), "", false)));
    return act(
        stage.assumeRole(self, stage.target, "pulumi-" + stage.make.uuid(), at, SERVICE, false));
  }

  /// A chain of sessions, each named like a deployment's.
  boolean chain() {
    return stage
        .victim(_ -> true)
        .map(victim -> {
          var at = victim.created;
          var first = stage.assumeRole(self, stage.admin, victim.name, at, "", false);
          var second = stage.assumeRole(first, victim.role, victim.name, at, "", false);
          act(second);
          return stage.assumeRole(second, stage.target, victim.name, at.plusSeconds(1), "", false);
        })
        .map(this::act)
        .orElse(false);
  }

  boolean refused() {
    var victim = stage.victim(_ -> true);
    victim.ifPresent(one -> {
      var record =
          stage.make.refused(
              one.role, one.name, one.token.orElseThrow(), one.created.minusSeconds(9));
      stage.world.deeds.add(0, new Deed(record, self, Optional.empty()));
    });
    return victim.isPresent();
  }

  // By ids

  /// AWS gives him, later or at once, the key id of a deployment's session.
  boolean sameKey(long after) {
    return stage
        .victim(_ -> true)
        .map(victim ->
            stage.assumeRole(
                self,
                stage.admin,
                victim.key,
                "mallory",
                victim.created.plusSeconds(after),
                "",
                false))
        .map(this::act)
        .orElse(false);
  }

  /// A record of his comes with the event id of a deployment's issuance or call.
  boolean sameEventId() {
    var session = stage.assumeRole(self, stage.admin, "mallory", someTime(), "", false);
    var taken = stage.anyOf(stage.world.deeds.stream().filter(Pipeline::isPulumis));
    taken.ifPresent(deed -> {
      var mine = stage.call(session, session.created.plusSeconds(5));
      mine.record.put("eventID", deed.eventId());
      mine.harmed(Harm.LIE);
    });
    return taken.isPresent();
  }

  /// A record of his says that it corrects a deployment's.
  boolean correction() {
    var corrected =
        stage.anyOf(
            stage.world.deeds.stream()
                .filter(deed -> deed.issued.isPresent() && Pipeline.isPulumis(deed)));
    corrected.ifPresent(deed -> {
      var session =
          stage.assumeRole(self, stage.deploy, "pulumi-deployments", someTime(), "", false);
      act(session);
      stage.world.deeds.stream()
          .filter(mine -> mine.issued.filter(issued -> issued == session).isPresent())
          .forEach(mine -> Pipeline.pointAt(mine, deed));
    });
    return corrected.isPresent();
  }

  /// His cross-account `AssumeRole` comes with the shared event id of a deployment's.
  boolean sameSharedId() {
    var shared = stage.anyOf(stage.world.deeds.stream().filter(Pipeline::isAcross));
    shared.ifPresent(deed -> {
      var id = deed.record.path("sharedEventID").asText();
      var session = stage.assumeRole(self, stage.target, "hop", someTime(), "", false);
      act(session);
      stage.world.deeds.stream()
          .filter(mine -> mine.issued.filter(issued -> issued == session).isPresent())
          .forEach(mine -> mine.record.put("sharedEventID", id));
    });
    return shared.isPresent();
  }

  // What he does with a session

  boolean act(Holder session) {
    stage.everyForm(session);
    if (session.isRoleSession() && stage.random.nextBoolean()) {
      var at = session.created.plusSeconds(20);
      var next = stage.assumeRole(session, stage.target, "next", at, "", false);
      stage.calls(next, 2);
    }
    return true;
  }

  private Instant someTime() {
    return stage.victim(_ -> true).map(victim -> victim.created).orElse(Instant.EPOCH);
  }
}
