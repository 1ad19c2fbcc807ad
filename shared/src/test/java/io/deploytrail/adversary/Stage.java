package io.deploytrail.adversary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Where a world is played: its accounts and roles, and what holders can do there. Both its honest
/// people and its adversary act here; each act adds records to the world.
final class Stage {
  static final String HOME = "111122223333";
  static final String OTHER = "444455556666";
  static final String MEMBER = "777788889999";
  static final String PULUMI = "api.pulumi.com/oidc";
  static final String GITHUB = "token.actions.githubusercontent.com";
  private static final long HOUR = 3600;

  final World world;
  final Random random;
  final RecordMaker make;
  final String partition;

  /// What deployments assume; people may, too.
  final Role deploy;

  final Role secondDeploy;

  /// What sessions assume from there, in another account and in the same.
  final Role target;

  final Role helper;

  /// What people and workflows use.
  final Role admin;

  Stage(World world, Random random, String partition) {
    this.world = world;
    this.random = random;
    this.make = new RecordMaker(random);
    this.partition = partition;
    this.deploy = role(HOME, "deploy");
    this.secondDeploy = role(HOME, "deploy-data");
    this.target = role(OTHER, "target");
    this.helper = role(HOME, "helper");
    this.admin = role(HOME, "admin");
  }

  Role role(String account, String name) {
    return new Role(partition, account, make.id("AROA"), name);
  }

  String provider(String name) {
    return "arn:%s:iam::%s:oidc-provider/%s".formatted(partition, HOME, name);
  }

  // Who acts

  Holder user(String name) {
    var user = new Role(partition, HOME, make.id("AIDA"), name);
    return holder(Holder.Kind.USER, make.id("AKIA"), user, name, Instant.EPOCH, HOUR);
  }

  Holder service(String name) {
    var service = new Role(partition, HOME, name, name);
    return holder(Holder.Kind.SERVICE, "", service, name, Instant.EPOCH, HOUR);
  }

  private static Holder holder(
      Holder.Kind kind, String key, Role role, String name, Instant created, long seconds) {
    return new Holder(
        kind,
        key,
        role,
        name,
        created,
        created.plusSeconds(seconds),
        Optional.empty(),
        Optional.empty(),
        Truth.NOBODY,
        "");
  }

  // What they do

  /// A token buys a session; its issuance is lost if `lost`.
  Holder webIdentity(Role role, String name, Instant at, Token token, Truth truth, boolean lost) {
    return webIdentity(role, make.key(), name, at, token, truth, lost);
  }

  Holder webIdentity(
      Role role, String key, String name, Instant at, Token token, Truth truth, boolean lost) {
    var session =
        new Holder(
            Holder.Kind.WEB_IDENTITY,
            key,
            role,
            name,
            at,
            at.plusSeconds(HOUR),
            Optional.of(token),
            Optional.empty(),
            truth,
            "");
    add(make.webIdentity(session), session, Optional.of(session), lost);
    return session;
  }

  /// `AssumeRole` by that holder, in both accounts if there are two; through a service if that is
  /// not empty.
  Holder assumeRole(Holder by, Role role, String name, Instant at, String through, boolean lost) {
    return assumeRole(by, role, make.key(), name, at, through, lost);
  }

  Holder assumeRole(
      Holder by, Role role, String key, String name, Instant at, String through, boolean lost) {
    var session = bought(Holder.Kind.LINK, by, role, key, name, at, through);
    var record = make.assumeRole(session);
    if (by.kind != Holder.Kind.SERVICE && !by.account().equals(role.account())) {
      var copy = make.targetsCopy(record, session);
      add(copy, by, Optional.of(session), lost);
    }
    add(record, by, Optional.of(session), lost);
    return session;
  }

  Holder saml(String person, Role role, String name, Instant at, boolean lost) {
    var session = bought(Holder.Kind.SAML, user(person), role, make.key(), name, at, "");
    add(make.saml(session), session.parent.orElseThrow(), Optional.of(session), lost);
    return session;
  }

  Holder assumeRoot(Holder by, String account, Instant at, boolean lost) {
    var root = new Role(partition, account, account, "root");
    var session = bought(Holder.Kind.MEMBER_ROOT, by, root, make.key(), "", at, "");
    add(make.assumeRoot(session), by, Optional.of(session), lost);
    return session;
  }

  private static Holder bought(
      Holder.Kind kind, Holder by, Role role, String key, String name, Instant at, String through) {
    var length = kind == Holder.Kind.MEMBER_ROOT ? 900 : HOUR;
    return new Holder(
        kind,
        key,
        role,
        name,
        at,
        at.plusSeconds(length),
        Optional.empty(),
        Optional.of(by),
        by.truth,
        through);
  }

  private void add(ObjectNode record, Holder by, Optional<Holder> issued, boolean lost) {
    if (!lost) {
      world.deeds.add(new Deed(record, by, issued));
    }
  }

  Deed call(Holder by, Instant at) {
    return call(by, at, CallForm.DIRECT);
  }

  Deed call(Holder by, Instant at, CallForm form) {
    var record = make.call(by, at);
    form.shape(record, by, this);
    var deed = new Deed(record, by, Optional.empty());
    world.deeds.add(deed);
    return deed;
  }

  /// Calls in that many forms, within the session's time.
  void calls(Holder by, int count) {
    for (var call = 0; call < count; call++) {
      call(by, by.created.plusSeconds(1 + random.nextInt(800)), CallForm.any(by, random));
    }
  }

  /// A call in each form that its record may have.
  void everyForm(Holder by) {
    for (var form : CallForm.values()) {
      if (form.suits(by)) {
        call(by, by.created.plusSeconds(1 + random.nextInt(800)), form);
      }
    }
  }

  /// A late call by CloudFormation, after the session has ended.
  void late(Holder by) {
    var at = by.expires.plusSeconds(60 + random.nextInt(1000));
    call(by, at, random.nextBoolean() ? CallForm.FORWARDED : CallForm.FORWARDED_BARE);
  }

  // Whom it concerns

  <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  <T> Optional<T> anyOf(Stream<T> choices) {
    var list = choices.toList();
    return list.isEmpty() ? Optional.empty() : Optional.of(any(list));
  }

  /// A root session of a deployment, such as fits.
  Optional<Holder> victim(Predicate<Holder> fits) {
    return anyOf(
        world
            .sessions()
            .filter(session -> session.kind == Holder.Kind.WEB_IDENTITY && session.isDeployment())
            .filter(fits));
  }

  /// A session that a deployment's session bought, such as fits.
  Optional<Holder> link(Predicate<Holder> fits) {
    return anyOf(
        world
            .sessions()
            .filter(session -> session.kind == Holder.Kind.LINK && session.isDeployment())
            .filter(fits));
  }
}
