package io.deploytrail.index;

import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.RoleName;
import io.deploytrail.cloudtrail.RoleTrustChange;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.Session;
import io.deploytrail.cloudtrail.TrustState;
import io.deploytrail.cloudtrail.WebIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/// Facts as they may come: few names and keys, so that copies, reuses, chains and collisions are
/// common.
public final class RandomFacts {
  public static final Instant START = Instant.parse("2026-11-18T22:00:00Z");
  static final List<String> STACKS =
      List.of("acme/web/prod", "acme/web/dev", "acme/data/prod", "other/web/prod");

  private final Random random;

  public RandomFacts(long seed) {
    this.random = new Random(seed);
  }

  /// Those facts in another order, the first half of them twice.
  public static List<Fact> shuffled(List<Fact> facts, long seed) {
    var shuffled = new ArrayList<>(facts);
    shuffled.addAll(facts.subList(0, facts.size() / 2));
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }

  public List<Fact> facts(int count) {
    var facts = new ArrayList<Fact>();
    for (var number = 0; number < count; number++) {
      facts.add(
          switch (random.nextInt(6)) {
            case 0 -> denied();
            case 1 -> link();
            case 2 -> trust();
            default -> root();
          });
    }
    return facts;
  }

  private Root root() {
    var event = event("AssumeRoleWithWebIdentity");
    return new Root(event, session(event.time()), identity());
  }

  private Link link() {
    var event = event("AssumeRole");
    var isHalf = random.nextInt(4) == 0;
    var created = START.plusSeconds(random.nextInt(20) * 600L);
    var caller =
        new Caller(
            Optional.of(isHalf ? "AWSAccount" : "AssumedRole"),
            Optional.of(principal()),
            isHalf ? Optional.empty() : Optional.of(key()),
            Optional.empty(),
            Optional.of("111122223333"),
            isHalf ? Optional.empty() : Optional.of(created),
            random.nextBoolean() ? Optional.of(identity().provider()) : Optional.empty(),
            Optional.empty());
    return new Link(event, session(event.time()), caller);
  }

  private DeniedAttempt denied() {
    return new DeniedAttempt(
        event("AssumeRoleWithWebIdentity"),
        random.nextInt(5) == 0 ? new WebIdentity("", "", "") : identity(),
        random.nextBoolean()
            ? Optional.of("arn:aws:iam::111122223333:role/deploy")
            : Optional.empty(),
        Optional.of(name()),
        "AccessDenied",
        Optional.of("An unknown error occurred"),
        random.nextBoolean() ? Optional.of("203.0.113." + random.nextInt(9)) : Optional.empty(),
        random.nextBoolean() ? Optional.of("[Boto3/1.26]") : Optional.empty());
  }

  /// Many of one second, of few roles.
  private RoleTrustChange trust() {
    var state =
        switch (random.nextInt(4)) {
          case 0 -> new TrustState.PolicyNotKnown();
          case 1 -> new TrustState.RoleDeleted();
          default -> new TrustState.PolicySet("{\"Version\": \"" + random.nextInt(3) + "\"}");
        };
    return new RoleTrustChange(
        event(state instanceof TrustState.RoleDeleted ? "DeleteRole" : "UpdateAssumeRolePolicy"),
        new RoleName("111122223333", random.nextBoolean() ? "deploy" : "Deploy"),
        Optional.empty(),
        state);
  }

  private Event event(String name) {
    return new Event(
        new UUID(random.nextLong(), random.nextLong()).toString(),
        START.plusSeconds(random.nextInt(20) * 600L),
        Optional.of("sts.amazonaws.com"),
        Optional.of(name),
        Optional.of("111122223333"),
        Optional.of("us-east-1"),
        random.nextBoolean() ? Optional.of("shared-" + random.nextInt(5)) : Optional.empty(),
        Optional.empty());
  }

  private WebIdentity identity() {
    var names = STACKS.get(random.nextInt(STACKS.size())).split("/", 3);
    var subject =
        "pulumi:deploy:org:%s:project:%s:stack:%s:operation:update:scope:write"
            .formatted((Object[]) names);
    var esc = "pulumi:environments:org:acme:env:web/prod";
    return new WebIdentity(
        "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc",
        names[0],
        random.nextInt(6) == 0 ? esc : subject);
  }

  private Session session(Instant at) {
    var principal = principal();
    return new Session(
        key(),
        principal,
        Optional.of(
            "arn:aws:sts::111122223333:assumed-role/deploy/"
                + principal.roleSessionName().orElseThrow()),
        Optional.of("arn:aws:iam::111122223333:role/ci/deploy"),
        at,
        at.plus(Duration.ofHours(1)),
        random.nextInt(3) == 0 ? List.of("arn:aws:iam::aws:policy/ReadOnlyAccess") : List.of(),
        random.nextInt(3) == 0 ? Optional.of("source") : Optional.empty());
  }

  private AccessKeyId key() {
    return new AccessKeyId("ASIA" + random.nextInt(30));
  }

  private PrincipalId principal() {
    return new PrincipalId("AROA" + random.nextInt(3) + ":" + name());
  }

  String name() {
    return switch (random.nextInt(3)) {
      case 0 -> "pulumi";
      case 1 -> "web-v" + (1 + random.nextInt(5));
      default -> "ci-" + new UUID(0, random.nextInt(5));
    };
  }
}
