package io.deploytrail.permissions.policy;

import io.deploytrail.permissions.CallNeeds;
import io.deploytrail.permissions.Label;
import io.deploytrail.permissions.Need;
import io.deploytrail.permissions.NeededResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Made-up stacks of one account: they use the same actions, and have resources of their own. The
/// same seed makes the same ones.
///
/// Each is created, and then previewed, updated, refreshed and looked at for drift over weeks. Now
/// and then a resource is replaced, and gets another random suffix or id. Each update publishes a
/// version of a task definition and files whose names hold a hash.
final class MadeUpStacks {
  private static final String ACCOUNT = "111122223333";
  private static final List<String> NAMES = List.of("web", "api", "shop", "mail");
  private static final int RUNS = 60;
  private static final List<String> OPERATIONS =
      List.of("preview", "preview", "update", "update", "update", "refresh", "detect-drift");
  private static final int REPLACED_ONE_IN = 1500;

  /// One stack's calls, in the order in which they were made.
  record MadeUpStack(String name, List<StackCall> calls) {
    MadeUpStack {
      calls = List.copyOf(calls);
    }
  }

  private final Random random;

  MadeUpStacks(long seed) {
    this.random = new Random(seed);
  }

  List<MadeUpStack> stacks() {
    return NAMES.stream().map(name -> new MadeUpStack(name, new Life(name).calls())).toList();
  }

  private String hex(int length) {
    var hex = new StringBuilder();
    while (hex.length() < length) {
      hex.append(Character.forDigit(random.nextInt(16), 16));
    }
    return hex.toString();
  }

  /// A kind of resource: the pattern of its type, how a new one is named, and the actions that
  /// make, change and read it.
  private enum Kind {
    BUCKET("arn:aws:s3:::*", "s3:CreateBucket", "s3:PutBucketTagging", "s3:GetBucketTagging"),
    QUEUE(at("sqs", "*"), "sqs:CreateQueue", "sqs:SetQueueAttributes", "sqs:GetQueueAttributes"),
    FUNCTION(
        at("lambda", "function:*"),
        "lambda:CreateFunction",
        "lambda:UpdateFunctionCode",
        "lambda:GetFunction"),
    ROLE(
        "arn:aws:iam::" + ACCOUNT + ":role/*",
        "iam:CreateRole",
        "iam:AttachRolePolicy",
        "iam:GetRole"),
    TABLE(
        at("dynamodb", "table/*"),
        "dynamodb:CreateTable",
        "dynamodb:UpdateTable",
        "dynamodb:DescribeTable"),
    INSTANCE(
        at("ec2", "instance/*"),
        "ec2:RunInstances",
        "ec2:ModifyInstanceAttribute",
        "ec2:DescribeInstanceAttribute"),
    GROUP(
        at("ec2", "security-group/*"),
        "ec2:CreateSecurityGroup",
        "ec2:AuthorizeSecurityGroupIngress",
        "ec2:DescribeSecurityGroups"),
    KEY(at("kms", "key/*"), "kms:CreateKey", "kms:EnableKeyRotation", "kms:DescribeKey");

    private final String pattern;
    private final String making;
    private final String changing;
    private final String reading;

    Kind(String pattern, String making, String changing, String reading) {
      this.pattern = pattern;
      this.making = making;
      this.changing = changing;
      this.reading = reading;
    }

    private static String at(String service, String resource) {
      return "arn:aws:" + service + ":eu-west-1:" + ACCOUNT + ":" + resource;
    }

    /// Whether its id is AWS's, so that the call that makes it names none.
    private boolean isNamedByAws() {
      return this == INSTANCE || this == GROUP || this == KEY;
    }
  }

  private record Made(Kind kind, String name, String arn) {}

  /// The runs of one stack.
  private final class Life {
    private final String stack;
    private final List<StackCall> calls = new ArrayList<>();
    private final List<Made> made = new ArrayList<>();
    private Instant now = Instant.parse("2026-05-01T08:00:00Z");
    private String operation = "update";
    private int run;

    private Life(String stack) {
      this.stack = stack;
    }

    private List<StackCall> calls() {
      for (var kind : Kind.values()) {
        for (var left = 1 + random.nextInt(3); left > 0; left--) {
          made.add(make(kind, kind.name().toLowerCase(Locale.ROOT) + left));
        }
      }
      publish();
      for (run = 1; run < RUNS; run++) {
        now = now.plus(Duration.ofHours(6 + random.nextInt(24)));
        operation = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
        switch (operation) {
          case "update" -> update();
          case "preview" -> readSome();
          default -> made.forEach(this::read);
        }
      }
      return calls;
    }

    private void update() {
      for (var at = 0; at < made.size(); at++) {
        var one = made.get(at);
        read(one);
        if (random.nextInt(REPLACED_ONE_IN) == 0) {
          made.set(at, make(one.kind(), one.name()));
        } else if (random.nextInt(3) == 0) {
          call(one.kind().changing, one.kind().pattern, one.arn());
        }
      }
      publish();
    }

    private void readSome() {
      made.stream().filter(_ -> random.nextBoolean()).toList().forEach(this::read);
    }

    private void read(Made one) {
      // EC2 describes lists, and an attribute of one instance.
      if (one.kind() == Kind.INSTANCE || one.kind() == Kind.GROUP) {
        call("ec2:DescribeSecurityGroups", "*", "*");
      }
      if (one.kind() != Kind.GROUP) {
        call(one.kind().reading, one.kind().pattern, one.arn());
      }
    }

    private Made make(Kind kind, String name) {
      var own = stack + "-" + name;
      var arn =
          kind.pattern.replace(
              "*",
              switch (kind) {
                case BUCKET, FUNCTION, ROLE -> own + "-" + hex(7);
                case QUEUE, TABLE -> own;
                case INSTANCE -> "i-" + hex(17);
                case GROUP -> "sg-" + hex(17);
                case KEY -> String.join("-", hex(8), hex(4), hex(4), hex(4), hex(12));
              });
      if (kind == Kind.KEY) {
        call(kind.making, "*", "*");
      } else {
        call(kind.making, kind.pattern, kind.isNamedByAws() ? kind.pattern : arn);
      }
      if (kind == Kind.FUNCTION) {
        passRole();
      }
      call(kind.changing, kind.pattern, arn);
      return new Made(kind, name, arn);
    }

    private void passRole() {
      var role = Kind.ROLE.pattern.replace("*", stack + "-worker");
      needs(
          "lambda:CreateFunction",
          new Need(
              "iam:PassRole",
              Label.IMPLIED,
              List.of(new NeededResource(role, Kind.ROLE.pattern)),
              Map.of("iam:PassedToService", "lambda.amazonaws.com"),
              Optional.empty()));
    }

    /// What every update makes anew.
    private void publish() {
      var definitions = Kind.at("ecs", "task-definition/*");
      call("ecs:RegisterTaskDefinition", definitions, definitions.replace("*", stack + ":*"));
      call(
          "ecs:UpdateService",
          Kind.at("ecs", "service/*"),
          Kind.at("ecs", "service/" + stack + "/main"));
      call(
          "ecs:TagResource",
          definitions,
          Kind.at("ecs", "task-definition/" + stack + ":" + (run + 1)));
      var files = "arn:aws:s3:::acme-" + stack + "-files/";
      call("s3:PutObject", "arn:aws:s3:::*/*", files + "app." + hex(8) + ".js");
      call("s3:PutObject", "arn:aws:s3:::*/*", files + "$ref/" + stack);
    }

    private void call(String action, String pattern, String arn) {
      var isRefused = random.nextInt(200) == 0;
      needs(
          action,
          new Need(
              action,
              isRefused ? Label.REFUSED : Label.USED,
              List.of(new NeededResource(arn, pattern)),
              Map.of(),
              Optional.empty()));
    }

    private void needs(String name, Need need) {
      now = now.plusSeconds(random.nextInt(3));
      calls.add(
          new StackCall(
              name,
              Optional.of(operation),
              stack + "-" + run,
              now,
              stack + "-event-" + calls.size(),
              ACCOUNT,
              "eu-west-1",
              List.of("arn:aws:iam::" + ACCOUNT + ":role/deploy"),
              new CallNeeds.Needs(List.of(need))));
    }
  }
}
