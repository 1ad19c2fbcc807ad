package io.deploytrail.adversary;

import java.util.Optional;
import java.util.function.Predicate;

/// What [Mallory] does with tokens: of another provider, and of stacks of his own.
///
/// Each act says whether it found a victim.
final class MallorysTokens {
  private final Mallory mallory;
  private final Stage stage;

  MallorysTokens(Mallory mallory) {
    this.mallory = mallory;
    this.stage = mallory.stage;
  }

  // By a token of another provider

  boolean workflow(boolean lost) {
    return stage
        .victim(_ -> true)
        .map(victim -> token(victim, WorldMaker.githubToken(stage), Truth.NOBODY, lost))
        .map(mallory::act)
        .orElse(false);
  }

  boolean workflowAtHop(boolean lost) {
    return stage
        .link(_ -> true)
        .map(victim -> token(victim, WorldMaker.githubToken(stage), Truth.NOBODY, lost))
        .map(mallory::act)
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
        .map(mallory::act)
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
        .map(mallory::act)
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
        .map(mallory::act)
        .orElse(false);
  }

  /// Pulumi's other sessions, with a deployment's role, name and second.
  boolean environment(boolean lost) {
    var truth = Truth.environment("acme", "web/prod", "base/login", "mallory");
    return stage
        .victim(_ -> true)
        .map(victim -> token(victim, WorldMaker.environmentToken(stage, truth), truth, lost))
        .map(mallory::act)
        .orElse(false);
  }

  boolean customerManagedKey(boolean isKnownForm) {
    return stage
        .victim(_ -> true)
        .map(victim ->
            token(victim, WorldMaker.keyToken(stage, isKnownForm), Truth.pulumi("acme"), false))
        .map(mallory::act)
        .orElse(false);
  }
}
