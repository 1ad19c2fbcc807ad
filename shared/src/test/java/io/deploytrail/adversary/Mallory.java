package io.deploytrail.adversary;

import io.deploytrail.adversary.Deed.Harm;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A person who may assume the deployments' roles, may edit settings of stacks of his own, and has
/// a workflow elsewhere. He chooses role, name, time and service of his sessions; never what AWS
/// signs.
///
/// Each act says whether it found a victim.
final class Mallory {
  private static final String SERVICE = "cloudformation.amazonaws.com";
  private static final List<String> LIKE_PULUMI =
      List.of("pulumi-deployments", "pulumi-deploy", "pulumi-deployment-session", "ci");

  private final Stage stage;
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

  // By a token of another provider

  boolean workflow(boolean lost) {
    return stage
        .victim(_ -> true)
        .map(victim -> token(victim, WorldMaker.githubToken(stage), Truth.NOBODY, lost))
        .map(this::act)
        .orElse(false);
  }

  boolean workflowAtHop(boolean lost) {
    return stage
        .link(_ -> true)
        .map(victim -> token(victim, WorldMaker.githubToken(stage), Truth.NOBODY, lost))
        .map(this::act)
        .orElse(false);
  }

  /// Whose ARN is nearly Pulumi's, with a deployment's very subject.
  boolean provider(String arn, Predicate<Holder> fits) {
    return stage
        .victim(fits)
        .map(victim -> {
          var signed = victim.token.orElseThrow();
          var token = new Token(arn, signed.audience(), signed.subject());
          return token(victim, token, Truth.NOBODY, false);
        })
        .map(this::act)
        .orElse(false);
  }

  private Holder token(Holder victim, Token token, Truth truth, boolean lost) {
    return stage.webIdentity(victim.role, victim.name, victim.created, token, truth, lost);
  }

  // By a stack of his own

  /// The name of a deployment that says its id or version, on a session of another stack.
  boolean copyByStack(Predicate<Holder> copied, long after, boolean victimIsLost) {
    return copy(
        copied,
        after,
        victimIsLost,
        victim -> Truth.deployment("acme", "api", "mallory", "update", 3, stage.make.uuid()));
  }

  /// The same stack's, by another operation.
  boolean copyByOperation(Predicate<Holder> copied, long after) {
    return copy(
        copied,
        after,
        false,
        victim ->
            like(
                victim,
                victim.truth.field("operation").equals(Optional.of("destroy"))
                    ? "update"
                    : "destroy"));
  }

  /// The same stack's and operation's, run later.
  boolean copyByRun(Predicate<Holder> copied, long after) {
    return copy(
        copied,
        after,
        false,
        victim -> like(victim, victim.truth.field("operation").orElseThrow()));
  }

  boolean copyByForeigner(Predicate<Holder> copied) {
    return copy(
        copied,
        900,
        false,
        victim -> Truth.deployment("evil", "web", "prod", "update", 1, stage.make.uuid()));
  }

  private Truth like(Holder victim, String operation) {
    var fields = victim.truth.fields();
    return Truth.deployment(
        fields.getOrDefault("organization", ""),
        fields.getOrDefault("project", ""),
        fields.getOrDefault("stack", ""),
        operation,
        1000 + stage.random.nextInt(100),
        stage.make.uuid());
  }

  private interface Copier {
    Truth of(Holder victim);
  }

  private boolean copy(Predicate<Holder> copied, long after, boolean victimIsLost, Copier copier) {
    return stage
        .victim(copied)
        .map(victim -> {
          if (victimIsLost) {
            loseAllOf(victim);
          }
          var truth = copier.of(victim);
          var at = victim.created.plusSeconds(after);
          var token = WorldMaker.token(stage, truth);
          return stage.webIdentity(victim.role, victim.name, at, token, truth, false);
        })
        .map(this::act)
        .orElse(false);
  }

  /// All sessions of one deployment.
  private void loseAllOf(Holder victim) {
    stage.world.deeds.removeIf(deed ->
        deed.isRootIssuance()
            && deed.issued.filter(issued -> issued.truth.equals(victim.truth)).isPresent());
  }

  /// Another stack's deployment of one push: same second, role and name.
  boolean twin(boolean lost) {
    return stage
        .victim(_ -> true)
        .map(victim -> {
          var truth = Truth.deployment("acme", "api", "twin", "update", 8, stage.make.uuid());
          return token(victim, WorldMaker.token(stage, truth), truth, lost);
        })
        .map(this::act)
        .orElse(false);
  }

  /// Pulumi's other sessions, with a deployment's role, name and second.
  boolean environment(boolean lost) {
    var truth = Truth.environment("acme", "web/prod", "base/login", "mallory");
    return stage
        .victim(_ -> true)
        .map(victim -> token(victim, WorldMaker.environmentToken(stage, truth), truth, lost))
        .map(this::act)
        .orElse(false);
  }

  boolean customerManagedKey(boolean isKnownForm) {
    return stage
        .victim(_ -> true)
        .map(victim ->
            token(victim, WorldMaker.keyToken(stage, isKnownForm), Truth.pulumi("acme"), false))
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

  private boolean act(Holder session) {
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
