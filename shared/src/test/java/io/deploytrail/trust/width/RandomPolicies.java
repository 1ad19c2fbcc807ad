package io.deploytrail.trust.width;

import io.deploytrail.trust.TrustPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Policies made of a small vocabulary's tokens, with parts of them replaced by wildcards.
final class RandomPolicies {
  private static final String FRESH = "qzx";
  private static final List<String> ORGANIZATIONS = List.of("acme", "acme-evil", "Acme", FRESH);
  private static final List<String> PROJECTS = List.of("web", "web-2", FRESH);
  private static final List<String> STACKS = List.of("prod", "dev", FRESH);
  private static final List<String> OPERATIONS = List.of("update", "preview", FRESH);
  private static final List<String> OPERATORS =
      List.of(
          "StringLike",
          "StringLike",
          "StringLike",
          "StringLikeIfExists",
          "StringEquals",
          "StringEquals",
          "StringEqualsIgnoreCase",
          "ForAllValues:StringLike",
          "ForAnyValue:StringEquals",
          "StringNotLike",
          "StringNotEquals",
          "StringNotEqualsIgnoreCase");

  /// All that a policy's text may name.
  static final List<String> WORDS =
      List.of(
          "acme", "acme-evil", "Acme", "ACME", "web", "web-2", "prod", "dev", "update", "preview");

  static final List<MintedToken> TOKENS = tokens();

  private final Random random;

  RandomPolicies(long seed) {
    random = new Random(seed);
  }

  private static List<MintedToken> tokens() {
    var tokens = new ArrayList<MintedToken>();
    for (var organization : ORGANIZATIONS) {
      for (var project : PROJECTS) {
        for (var stack : STACKS) {
          for (var operation : OPERATIONS) {
            tokens.add(
                new MintedToken(
                    organization,
                    "pulumi:deploy:org:%s:project:%s:stack:%s:operation:%s:scope:write"
                        .formatted(organization, project, stack, operation)));
          }
          addEnvironments(tokens, organization, project + "/" + stack, "aws:");
        }
        addEnvironments(tokens, organization, project, "");
      }
      addEnvironments(tokens, organization, "<yaml>", "");
      addEnvironments(tokens, organization, "<yaml>", "aws:");
      tokens.add(
          new MintedToken(
              "aws:" + organization, "pulumi:cmk:pulumi.organization.login:" + organization));
      for (var audience : List.of("", "aws:")) {
        for (var subject : List.of("pulumi:web", "pulumi:qzx:prod", "pulumi:deployer:acme:web")) {
          tokens.add(new MintedToken(audience + organization, subject));
        }
      }
    }
    return List.copyOf(tokens);
  }

  private static void addEnvironments(
      List<MintedToken> tokens, String organization, String name, String audience) {
    var attributes = "pulumi:environments:pulumi.organization.login:" + organization;
    for (var subject :
        List.of(
            "pulumi:environments:org:" + organization + ":env:" + name,
            attributes,
            attributes + ":currentEnvironment.name:" + name,
            attributes + ":pulumi.user.login:web",
            attributes + ":rootEnvironment.name:" + name + ":pulumi.user.login:qzx")) {
      tokens.add(new MintedToken(audience + organization, subject));
    }
  }

  TrustPolicy next() {
    return MadeUpPolicies.of(statements().toArray(String[]::new));
  }

  List<String> statements() {
    return IntStream.range(0, 1 + random.nextInt(3))
        .mapToObj(_ -> statement(random.nextInt(5) == 0 ? "Deny" : "Allow"))
        .toList();
  }

  String statement(String effect) {
    return MadeUpPolicies.statement(
        effect,
        IntStream.range(0, 1 + random.nextInt(3))
            .mapToObj(number -> "~" + operator(number) + "~: {" + key() + "}")
            .distinct()
            .collect(Collectors.joining(", ", "{", "}")));
  }

  /// Each operator may stand once in a statement.
  private String operator(int number) {
    var third = OPERATORS.size() / 3;
    return OPERATORS.get(number * third + random.nextInt(third));
  }

  private String key() {
    var token = TOKENS.get(random.nextInt(TOKENS.size()));
    return switch (random.nextInt(12)) {
      case 0 -> "~sts:RoleSessionName~: ~web~";
      case 1 -> "~P:auds~: ~acme~";
      case 2, 3, 4 -> "~P:aud~: " + values(token.audience());
      case 5 -> "~P:oaud~: " + values(token.audience());
      default -> "~P:sub~: " + values(token.subject());
    };
  }

  private String values(String first) {
    var values = new ArrayList<>(List.of(first));
    while (random.nextInt(3) == 0) {
      var token = TOKENS.get(random.nextInt(TOKENS.size()));
      values.add(first.startsWith("pulumi:") ? token.subject() : token.audience());
    }
    return values.stream()
        .map(value -> "~" + changed(value.replace(FRESH, "web")) + "~")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private String changed(String value) {
    var changed = value;
    while (random.nextInt(3) > 0) {
      var from = random.nextInt(changed.length() + 1);
      var to = Math.min(changed.length(), from + random.nextInt(12));
      var left = changed.substring(0, from);
      var right = changed.substring(to);
      var words = changed.split(":", -1);
      var word = words[random.nextInt(words.length)];
      changed =
          switch (random.nextInt(7)) {
            case 0 -> left + "*" + right;
            case 1 -> left + "*";
            case 2 -> left + "?" + changed.substring(Math.min(changed.length(), from + 1));
            case 3, 4 -> changed.replace(":" + word, ":*");
            case 5 -> changed.toUpperCase(Locale.ROOT).equals(changed) ? "*" : "*" + right;
            default -> left + "*";
          };
    }
    return changed;
  }
}
