package io.deploytrail.trust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.pulumi.ProviderArn;
import io.deploytrail.trust.Try.Circumstances;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Made-up tries, and policies that nearly fit them: values are the try's own with one thing
/// changed. The same seed makes the same ones.
final class RandomTrust {
  private static final String P = "api.pulumi.com/oidc:";
  private static final List<String> SUBJECTS =
      List.of(
          "pulumi:deploy:org:acme:project:web:stack:prod:operation:update:scope:write",
          "pulumi:deploy:org:42:project:web:stack:prod:operation:preview:scope:write",
          "pulumi:environments:org:acme:env:web/prod",
          "pulumi:environments:org:acme:env:<yaml>",
          "pulumi:cmk:pulumi.organization.login:acme");
  private static final List<String> TEXT_OPERATORS =
      List.of(
          "StringEquals",
          "StringEquals",
          "StringLike",
          "StringLike",
          "StringNotEquals",
          "StringNotLike",
          "StringEqualsIgnoreCase",
          "StringNotEqualsIgnoreCase");
  private static final List<String> NUMERIC_OPERATORS =
      List.of(
          "NumericEquals",
          "NumericNotEquals",
          "NumericLessThan",
          "NumericLessThanEquals",
          "NumericGreaterThan",
          "NumericGreaterThanEquals");
  private static final List<String> PERHAPS =
      List.of("aws:ResourceTag/team", "sts:SourceIdentity", "aws:RequestTag/x", "aws:Invented");
  private static final List<String> NEVER =
      List.of(P + "stack", "sts:ExternalId", "api.pulumi.com:aud", "api.pulumi.com/oidc/v2:aud");

  private static final List<String> DEFAULTED = List.of("sts:ExternalId", "aws:ResourceTag/team");

  private final Random random;

  RandomTrust(long seed) {
    this.random = new Random(seed);
  }

  <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  boolean rarely() {
    return random.nextInt(8) == 0;
  }

  Try asked() {
    return new Try(
        Optional.empty(),
        ProviderArn.parse(TrustCorpus.PROVIDER + (rarely() ? "/v2" : "")).orElseThrow(),
        perhaps(one(List.of("acme", "aws:acme", "42", "Acme"))),
        perhaps(one(SUBJECTS)),
        perhaps(one(List.of("pulumi-web-prod", "acme", "web"))),
        new Circumstances(
            perhaps(one(List.of("203.0.113.7", "198.51.100.128"))),
            perhaps("aws-sdk-go/1.44"),
            perhaps(one(List.of("eu-west-1", "us-east-1"))),
            perhaps(Instant.parse("2026-07-01T12:00:00Z"))));
  }

  private <T> Optional<T> perhaps(T value) {
    return rarely() ? Optional.empty() : Optional.of(value);
  }

  ObjectNode policy(Try asked) {
    var policy = TrustCorpus.JSON.createObjectNode();
    if (!rarely()) {
      policy.put("Version", rarely() ? "2008-10-17" : "2012-10-17");
    }
    var count = 1 + random.nextInt(3);
    if (count == 1 && random.nextBoolean()) {
      policy.set("Statement", statement(asked));
      return policy;
    }
    var statements = policy.putArray("Statement");
    for (var number = 0; number < count; number++) {
      statements.add(statement(asked));
    }
    return policy;
  }

  ObjectNode statement(Try asked) {
    var statement = TrustCorpus.JSON.createObjectNode();
    var isDeny = random.nextInt(4) == 0;
    statement.put("Effect", isDeny ? "Deny" : "Allow");
    statement.set("Principal", principal(asked.provider().text()));
    var actions =
        rarely()
            ? List.of("sts:AssumeRole", "sts:TagSession", "s3:*", "sts:AssumeRoleWithWebIdentity?")
            : List.of("sts:AssumeRoleWithWebIdentity", "STS:assume*", "*", "sts:*Identit?");
    statement.set(rarely() ? "NotAction" : "Action", values(actions));
    if (isDeny || !rarely()) {
      var condition = statement.putObject("Condition");
      for (var left = 1 + random.nextInt(3); left > 0; left--) {
        addCondition(condition, asked);
      }
    }
    return statement;
  }

  private ObjectNode principal(String provider) {
    var principal = TrustCorpus.JSON.createObjectNode();
    if (random.nextInt(4) > 0) {
      return principal.put("Federated", provider);
    }
    principal.set(
        "Federated", values(List.of(provider, provider + "/", "accounts.google.com", "*")));
    return rarely() ? principal.put("AWS", "*") : principal;
  }

  void addCondition(ObjectNode condition, Try asked) {
    switch (random.nextInt(12)) {
      case 0 -> put(condition, "Null", key(), values(List.of("true", "false")));
      case 1 ->
          put(
              condition,
              spelled(one(NUMERIC_OPERATORS)),
              P + "aud",
              values(List.of("41", "42", "42.0", "43", "41.99")));
      case 2 ->
          put(
              condition,
              spelled(one(List.of("DateLessThan", "DateGreaterThanEquals"))),
              "aws:CurrentTime",
              values(
                  List.of(
                      "2026-07-01T12:00:00Z",
                      "2026-07-01T11:59:59Z",
                      "2026-07-01T12:00:01Z",
                      "2026-07-01T14:00:00+02:00")));
      case 3 ->
          put(
              condition,
              spelled(one(List.of("IpAddress", "NotIpAddress"))),
              "aws:SourceIp",
              values(List.of("203.0.113.0/24", "203.0.113.7", "203.0.113.8/29", "128.0.0.0/1")));
      case 4 ->
          put(
              condition,
              spelled("Bool"),
              one(List.of("sts:RoleAuthorizedByIdp", "aws:SecureTransport", P + "amr")),
              values(List.of("true", "false")));
      default -> {
        var key = key();
        var actual = actual(key, asked);
        put(
            condition,
            spelled(one(TEXT_OPERATORS)),
            key,
            values(List.of(changed(actual), changed(actual), changed(actual), actual)));
      }
    }
  }

  private static void put(ObjectNode condition, String operator, String key, JsonNode values) {
    condition.withObjectProperty(operator).set(key, values);
  }

  private String spelled(String operator) {
    return one(List.of("", "", "", "ForAnyValue:", "ForAllValues:"))
        + operator
        + one(List.of("", "", "", "IfExists"));
  }

  String key() {
    return switch (random.nextInt(10)) {
      case 0 -> one(NEVER);
      case 1 -> one(PERHAPS);
      case 2 -> one(List.of("aws:PrincipalAccount", "aws:RequestedRegion", "aws:UserAgent"));
      case 3 -> "sts:RoleSessionName";
      case 4 -> one(List.of(P + "oaud", "API.Pulumi.com/OIDC:Sub"));
      case 5, 6, 7 -> P + "sub";
      default -> P + "aud";
    };
  }

  private static String actual(String key, Try asked) {
    return switch (key) {
      case "aws:PrincipalAccount" -> "111122223333";
      case "aws:RequestedRegion" -> "eu-west-1";
      case "aws:UserAgent" -> "aws-sdk-go/1.44";
      case "sts:RoleSessionName" -> asked.sessionName().orElse("web");
      case P + "sub", "API.Pulumi.com/OIDC:Sub" -> asked.subject().orElse(SUBJECTS.getFirst());
      default -> asked.audience().orElse("acme");
    };
  }

  /// The value, or one that nearly is.
  private String changed(String value) {
    var at = random.nextInt(value.length());
    var before = value.substring(0, at);
    var after = value.substring(at + 1);
    return switch (random.nextInt(14)) {
      case 0 -> before + after;
      case 1 -> before + "x" + value.substring(at);
      case 2 -> before + "?" + after;
      case 3 -> before + "?" + value.substring(at);
      case 4 -> before + "*";
      case 5 -> before + "*" + after.substring(random.nextInt(after.length() + 1));
      case 6 -> "*" + after;
      case 7 -> before + value.substring(at, at + 1).toUpperCase(java.util.Locale.ROOT) + after;
      case 8 -> before + one(List.of("${*}", "${?}", "${$}", "${", "$")) + after;
      case 9 -> value.replace("acme", "${" + P + "aud}");
      case 10 -> before + one(List.of("${" + one(PERHAPS) + "}", "${sts:ExternalId}")) + after;
      case 11 -> before + "${" + one(DEFAULTED) + ", '" + value.substring(at) + "'}";
      default -> value;
    };
  }

  private JsonNode values(List<String> choices) {
    if (random.nextInt(3) > 0) {
      return TrustCorpus.JSON.getNodeFactory().textNode(one(choices));
    }
    ArrayNode values = TrustCorpus.JSON.createArrayNode();
    for (var left = random.nextInt(4); left > 0; left--) {
      values.add(one(choices));
    }
    return values;
  }
}
