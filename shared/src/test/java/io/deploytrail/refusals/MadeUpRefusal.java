package io.deploytrail.refusals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.trust.refusal.Cause;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// A policy that lets one token in but for one fault, and beside it what other people's policies
/// hold: statements for other stacks, for another issuer, of tags, denials of others.
///
/// `policy` has the fault that `planted` names; a fault that is none of the policy's leaves it as
/// it lets the token in.
record MadeUpRefusal(Cause planted, String policy, String audience, String subject) {
  static final String ACCOUNT = "111122223333";
  static final String PROVIDER = provider(ACCOUNT, "api.pulumi.com/oidc");
  static final String SESSION_NAME = "web-v3";

  /// Those that are planted; the others leave no such record.
  static final List<Cause> CAUSES =
      List.of(
          Cause.EXPLICIT_DENY,
          Cause.NO_STATEMENT,
          Cause.WRONG_PROVIDER,
          Cause.WRONG_ACTION,
          Cause.UNKNOWN_CONDITION_KEY,
          Cause.WILDCARD_UNDER_EQUALS,
          Cause.AUDIENCE_MISMATCH,
          Cause.SUBJECT_MISMATCH,
          Cause.SESSION_NAME_CONDITION,
          Cause.GLOBAL_CONDITION,
          Cause.ROLE_NOT_IN_TOKEN,
          Cause.ROLE_MISSING,
          Cause.PROPAGATION,
          Cause.ORGANIZATION_POLICY);

  private static final JsonMapper JSON = new JsonMapper();
  private static final String AUDIENCE = "api.pulumi.com/oidc:aud";
  private static final String SUBJECT = "api.pulumi.com/oidc:sub";
  private static final String EQUALS = "StringEquals";
  private static final String LIKE = "StringLike";
  private static final List<String> PROJECTS = List.of("web", "web2", "api", "data-lake");
  private static final List<String> STACKS = List.of("prod", "prd", "dev", "staging", "prod-eu");
  private static final List<String> OPERATIONS = List.of("update", "preview", "destroy");

  private static String provider(String account, String name) {
    return "arn:aws:iam::" + account + ":oidc-provider/" + name;
  }

  static MadeUpRefusal of(Random random) {
    return new Maker(random, oneOf(random, CAUSES)).make();
  }

  private static <T> T oneOf(Random random, List<T> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  private static final class Maker {
    private final Random random;
    private final Cause planted;
    private final String project;
    private final String stack;
    private final String operation;
    private final ObjectNode main = JSON.createObjectNode().put("Effect", "Allow");

    private Maker(Random random, Cause planted) {
      this.random = random;
      this.planted = planted;
      this.project = oneOf(random, PROJECTS);
      this.stack = oneOf(random, STACKS);
      this.operation = oneOf(random, OPERATIONS);
    }

    private static String subject(String project, String stack, String operation) {
      return "pulumi:deploy:org:acme:project:%s:stack:%s:operation:%s:scope:write"
          .formatted(project, stack, operation);
    }

    private MadeUpRefusal make() {
      var token = subject(project, stack, operation);
      main.putObject("Principal").put("Federated", PROVIDER);
      main.put("Action", "sts:AssumeRoleWithWebIdentity");
      put(main, oneOf(random, List.of(EQUALS, LIKE, "StringEqualsIgnoreCase")), AUDIENCE, "acme");
      pattern(token);
      if (random.nextBoolean()) {
        put(main, LIKE, "sts:RoleSessionName", "web-*");
      }
      if (random.nextBoolean()) {
        put(main, EQUALS, "aws:RequestedRegion", "us-east-1");
      }
      var statements = JSON.createArrayNode().add(main);
      // Where no statement is of web identities, no other may be.
      if (planted != Cause.NO_STATEMENT) {
        others(statements);
      }
      plant(statements, token);
      return new MadeUpRefusal(planted, written(statements), "acme", token);
    }

    /// What the policy says of the subject: all of it, or its beginning.
    private void pattern(String token) {
      switch (random.nextInt(3)) {
        case 0 -> put(main, EQUALS, SUBJECT, token);
        case 1 -> put(main, LIKE, SUBJECT, token.replace(":" + operation + ":", ":*:"));
        default ->
            put(main, LIKE, SUBJECT, token.substring(0, token.indexOf(":operation:")) + ":*");
      }
    }

    private void others(ArrayNode statements) {
      if (random.nextInt(3) == 0) {
        var other = statement("Allow", PROVIDER, "sts:AssumeRoleWithWebIdentity");
        put(other, EQUALS, AUDIENCE, "acme");
        put(other, LIKE, SUBJECT, subject(project + "x", stack, "*"));
        statements.add(other);
      }
      if (random.nextInt(3) == 0) {
        var hub = "token.actions.githubusercontent.com";
        var other = statement("Allow", provider(ACCOUNT, hub), "sts:AssumeRoleWithWebIdentity");
        put(other, EQUALS, hub + ":aud", "sts.amazonaws.com");
        statements.insert(0, other);
      }
      if (random.nextInt(4) == 0) {
        statements.add(statement("Allow", PROVIDER, "sts:TagSession"));
      }
      if (random.nextInt(4) == 0) {
        var denial = statement("Deny", PROVIDER, "sts:AssumeRoleWithWebIdentity");
        put(denial, LIKE, SUBJECT, "pulumi:deploy:org:acme:project:forbidden:*");
        statements.add(denial);
      }
    }

    private void plant(ArrayNode statements, String token) {
      switch (planted) {
        case EXPLICIT_DENY -> {
          var denial = statement("Deny", PROVIDER, "sts:*");
          put(denial, LIKE, SUBJECT, "*:stack:" + stack + ":*");
          statements.insert(random.nextInt(statements.size() + 1), denial);
        }
        case NO_STATEMENT ->
            main.putObject("Principal").put("AWS", "arn:aws:iam::" + ACCOUNT + ":root");
        case WRONG_PROVIDER ->
            main.putObject("Principal")
                .put(
                    "Federated",
                    oneOf(
                        random,
                        List.of(
                            provider("444455556666", "api.pulumi.com/oidc"),
                            provider(ACCOUNT, "api.pulumi.com"),
                            provider(ACCOUNT, "login.example.com"))));
        case WRONG_ACTION ->
            main.put("Action", oneOf(random, List.of("sts:AssumeRole", "sts:AssumeRoleWithSAML")));
        case UNKNOWN_CONDITION_KEY ->
            put(main, oneOf(random, List.of(EQUALS, LIKE)), "api.pulumi.com/oidc:stack", stack);
        case WILDCARD_UNDER_EQUALS ->
            replaced(SUBJECT, EQUALS, token.replace(":" + operation + ":", ":*:"));
        case AUDIENCE_MISMATCH ->
            replaced(
                AUDIENCE, EQUALS, oneOf(random, List.of("Acme", "aws:acme", "acne", "globex")));
        case SUBJECT_MISMATCH ->
            replaced(
                SUBJECT,
                oneOf(random, List.of(EQUALS, LIKE)),
                oneOf(
                    random,
                    List.of(
                        subject(project, "x" + stack, operation),
                        subject("my-" + project, stack, operation),
                        subject(project, stack, "remediate-drift"),
                        token.replace(":project:" + project, ":project:W" + project),
                        "pulumi:environments:org:acme:env:" + project + "/" + stack)));
        case SESSION_NAME_CONDITION -> replaced("sts:RoleSessionName", LIKE, "deploy-*");
        case GLOBAL_CONDITION -> {
          if (random.nextBoolean()) {
            replaced("aws:RequestedRegion", EQUALS, "eu-central-1");
          } else {
            put(main, "DateLessThan", "aws:CurrentTime", "2026-01-01T00:00:00Z");
          }
        }
        case ROLE_NOT_IN_TOKEN -> put(main, "Bool", "sts:RoleAuthorizedByIdp", "true");
        default -> {}
      }
    }

    private void replaced(String key, String operator, String value) {
      for (var block : main.withObjectProperty("Condition")) {
        ((ObjectNode) block).remove(key);
      }
      put(main, operator, key, value);
    }

    private static ObjectNode statement(String effect, String provider, String action) {
      var statement = JSON.createObjectNode().put("Effect", effect);
      statement.putObject("Principal").put("Federated", provider);
      return statement.put("Action", action);
    }

    private static void put(ObjectNode statement, String operator, String key, String value) {
      statement.withObjectProperty("Condition").withObjectProperty(operator).put(key, value);
    }

    private String written(ArrayNode statements) {
      var order = JSON.createArrayNode();
      // In any order.
      var numbers = new ArrayList<>(IntStream.range(0, statements.size()).boxed().toList());
      Collections.shuffle(numbers, random);
      numbers.forEach(number -> order.add(statements.get(number)));
      return JSON.createObjectNode()
          .put("Version", "2012-10-17")
          .set("Statement", order)
          .toString();
    }
  }
}
