package io.deploytrail.adversary;

import static io.deploytrail.adversary.Stage.GITHUB;
import static io.deploytrail.adversary.Stage.HOME;
import static io.deploytrail.adversary.Stage.MEMBER;
import static io.deploytrail.adversary.Stage.PULUMI;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/// Makes honest worlds: deployments, environments, people, services and workflows of one
/// installation, each of which does what it may. Everything comes from the seed.
public final class WorldMaker {
  private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");
  private static final String OWN_PROVIDER = "pulumi.acme.example/oidc";
  private static final List<String> OPERATIONS =
      List.of("update", "preview", "refresh", "destroy", "detect-drift", "remediate-drift");
  private static final List<String> PROJECTS =
      List.of("web", "api", "data-lake", "test-nocode-rtct-3");
  private static final List<String> STACKS = List.of("prod", "dev", "0", "eu-west");
  private static final List<String> PARTITIONS =
      List.of("aws", "aws", "aws", "aws", "aws-us-gov", "aws-cn");
  private static final List<Style> SAYING_AN_ID =
      List.of(Style.FULL, Style.FULL, Style.ID, Style.STACK_AND_ID, Style.PROJECT_STACK_AND_ID);
  private static final List<Style> SAYING_A_VERSION =
      List.of(Style.VERSION, Style.OPERATION_AND_VERSION);
  private static final List<Style> ANY =
      List.of(
          Style.STATIC,
          Style.STATIC,
          Style.FULL,
          Style.ID,
          Style.OTHER_STATIC,
          Style.VERSION,
          Style.LITERAL_UUID);

  /// A stack and how its sessions are named.
  private record NamedStack(String organization, String project, String name, Style style) {
    String path() {
      return organization + "/" + project + "/" + name;
    }
  }

  private final Stage stage;
  private final Random random;
  private final Map<String, Long> versions = new HashMap<>();
  private final List<NamedStack> stacks = new ArrayList<>();

  private WorldMaker(Stage stage) {
    this.stage = stage;
    this.random = stage.random;
  }

  /// A world of at least that many records, in a random order.
  public static World make(long seed, int records) {
    return stage(seed, records).world;
  }

  /// A world to which the adversary did something; each number is another one.
  public static World perturbed(long seed, int number) {
    return Game.of(seed, number).world();
  }

  /// The same world, to be played on.
  static Stage stage(long seed, int records) {
    var random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    var world = new World(setting(random));
    var stage = new Stage(world, random, PARTITIONS.get(random.nextInt(PARTITIONS.size())));
    var maker = new WorldMaker(stage);
    maker.chooseStacks();
    maker.others(START.plusSeconds(random.nextInt(600)));
    for (var round = 0; round == 0 || world.size() < records; round++) {
      maker.round(START.plusSeconds(10_800L * round + random.nextInt(600)));
    }
    Collections.shuffle(world.deeds, random);
    return stage;
  }

  /// Most first users configure nothing; others some of their stacks' templates.
  private static Setting setting(Random random) {
    var organizations = random.nextInt(3) > 0 ? List.of("acme", "globex") : List.<String>of();
    var providers = random.nextInt(6) == 0 ? List.of(PULUMI, OWN_PROVIDER) : List.<String>of();
    var templates =
        random.nextBoolean()
            ? List.<String>of()
            : Stream.of(Style.values())
                .filter(style -> style != Style.LITERAL_UUID && random.nextInt(3) > 0)
                .map(style -> style.template)
                .toList();
    return new Setting(templates, organizations, providers);
  }

  private void chooseStacks() {
    stacks.add(stack(stage.any(SAYING_AN_ID)));
    stacks.add(stack(stage.any(SAYING_A_VERSION)));
    while (stacks.size() < 5) {
      stacks.add(stack(stage.any(ANY)));
    }
  }

  private NamedStack stack(Style style) {
    var organization = random.nextInt(4) == 0 ? "globex" : "acme";
    return new NamedStack(organization, stage.any(PROJECTS), stage.any(STACKS), style);
  }

  /// A few hours in which each stack is deployed, some at once.
  private void round(Instant from) {
    var at = from;
    for (var stack : stacks) {
      at = at.plusSeconds(20 + random.nextInt(600));
      deployment(stack, at);
    }
    push(at.plusSeconds(300 + random.nextInt(600)));
    environment(at.plusSeconds(random.nextInt(600)));
    customerManagedKey(at.plusSeconds(random.nextInt(600)));
  }

  /// One push deploys several stacks in one second, by one role and one static name.
  private void push(Instant at) {
    for (var number = 0; number < 2 + random.nextInt(2); number++) {
      var stack = stacks.get(number);
      var truth = next(stack);
      var root =
          stage.webIdentity(stage.deploy, Style.STATIC.template, at, token(truth), truth, false);
      stage.calls(root, 2);
      if (number == 0) {
        stage.calls(hop(root, "hop", at.plusSeconds(30)), 1);
      }
    }
  }

  private void deployment(NamedStack stack, Instant at) {
    var truth = next(stack);
    var role = random.nextInt(4) == 0 ? stage.secondDeploy : stage.deploy;
    var name = stack.style().render(truth);
    var root = stage.webIdentity(role, name, at, token(truth), truth, false);
    stage.calls(root, 3);
    if (random.nextInt(3) == 0) {
      stage.late(root);
    }
    if (random.nextInt(4) == 0) {
      // It runs longer than its first session, and buys again in time.
      var again = root.expires.minusSeconds(1 + random.nextInt(1000));
      stage.calls(stage.webIdentity(role, name, again, token(truth), truth, false), 2);
    }
    if (stack.equals(stacks.getFirst()) || random.nextInt(2) == 0) {
      var child = hop(root, random.nextBoolean() ? "hop" : name, at.plusSeconds(10));
      if (random.nextInt(3) == 0) {
        hop(child, "hop-2", at.plusSeconds(30));
      }
    }
    if (stack.equals(stacks.get(1)) || random.nextInt(5) == 0) {
      stage.calls(stage.assumeRoot(root, MEMBER, at.plusSeconds(40), false), 2);
    }
  }

  private Holder hop(Holder by, String name, Instant at) {
    var role = random.nextInt(3) > 0 ? stage.target : stage.helper;
    var through = random.nextInt(6) == 0 ? "cloudformation.amazonaws.com" : "";
    var child = stage.assumeRole(by, role, name, at, through, false);
    stage.calls(child, 3);
    return child;
  }

  private Truth next(NamedStack stack) {
    return Truth.deployment(
        stack.organization(),
        stack.project(),
        stack.name(),
        stage.any(OPERATIONS),
        versions.merge(stack.path(), 1L + random.nextInt(3), Long::sum),
        stage.make.uuid());
  }

  private Token token(Truth truth) {
    var isOwn = !stage.world.setting.providers().isEmpty() && random.nextInt(3) == 0;
    return token(stage, truth, isOwn ? OWN_PROVIDER : PULUMI);
  }

  /// The token of that deployment from Pulumi Cloud.
  static Token token(Stage stage, Truth truth) {
    return token(stage, truth, PULUMI);
  }

  private static Token token(Stage stage, Truth truth, String provider) {
    var fields = truth.fields();
    return new Token(
        stage.provider(provider),
        truth.field("organization").orElseThrow(),
        "pulumi:deploy:org:%s:project:%s:stack:%s:operation:%s:scope:write"
            .formatted(
                fields.get("organization"),
                fields.get("project"),
                fields.get("stack"),
                fields.get("operation")));
  }

  private void environment(Instant at) {
    var user = random.nextBoolean() ? "jane" : "";
    var isOfAttributes = random.nextBoolean();
    var truth =
        Truth.environment(
            "acme", "web/prod", isOfAttributes ? "base/login" : "", isOfAttributes ? user : "");
    var session =
        stage.webIdentity(
            stage.deploy, "esc-session", at, environmentToken(stage, truth), truth, false);
    stage.calls(session, 2);
  }

  static Token environmentToken(Stage stage, Truth truth) {
    var fields = new ArrayList<String>();
    truth.field("name").ifPresent(name -> fields.add(":currentEnvironment.name:" + name));
    truth.field("root").ifPresent(root -> fields.add(":rootEnvironment.name:" + root));
    truth.field("user").ifPresent(user -> fields.add(":pulumi.user.login:" + user));
    Collections.shuffle(fields, stage.random);
    var subject =
        truth.field("root").isPresent()
            ? "pulumi:environments:pulumi.organization.login:acme" + String.join("", fields)
            : "pulumi:environments:org:acme:env:" + truth.field("name").orElseThrow();
    return new Token(stage.provider(PULUMI), "aws:acme", subject);
  }

  private void customerManagedKey(Instant at) {
    var truth = Truth.pulumi("acme");
    var isKnown = random.nextBoolean();
    var session =
        stage.webIdentity(
            stage.secondDeploy, "pulumi-cmk", at, keyToken(stage, isKnown), truth, false);
    stage.calls(session, 2);
  }

  /// Of a customer-managed key, or of a form that is not known.
  static Token keyToken(Stage stage, boolean isKnown) {
    var subject =
        isKnown ? "pulumi:cmk:pulumi.organization.login:acme" : "pulumi:insights:org:acme:scan:7";
    return new Token(stage.provider(PULUMI), "aws:acme", subject);
  }

  /// Those who are nobody's.
  private void others(Instant at) {
    var alice = stage.saml("alice", stage.admin, "alice", at, false);
    stage.calls(alice, 3);
    stage.calls(stage.assumeRole(alice, stage.deploy, "alice", at.plusSeconds(60), "", false), 2);
    var bob = stage.user("bob");
    stage.call(bob, at.plusSeconds(5));
    stage.calls(stage.assumeRole(bob, stage.target, "bob", at.plusSeconds(90), "", false), 2);
    var lambda = stage.service("lambda.amazonaws.com");
    stage.calls(
        stage.assumeRole(lambda, stage.helper, "function", at.plusSeconds(9), "", false), 2);
    stage.call(lambda, at.plusSeconds(20));
    var github =
        stage.webIdentity(
            stage.admin, "build-17", at.plusSeconds(30), githubToken(stage), Truth.NOBODY, false);
    stage.calls(github, 3);
    var looksLikeIt = "pulumi-" + stage.make.uuid();
    stage.calls(stage.assumeRole(bob, stage.deploy, looksLikeIt, at.plusSeconds(40), "", false), 2);
    var role = stage.role(HOME, "deploy");
    var refused = stage.make.refused(role, looksLikeIt, token(next(stacks.getFirst())), at);
    stage.world.deeds.add(new Deed(refused, bob, Optional.empty()));
  }

  static Token githubToken(Stage stage) {
    return new Token(
        stage.provider(GITHUB), "sts.amazonaws.com", "repo:acme/web:ref:refs/heads/main");
  }
}
