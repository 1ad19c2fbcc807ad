package io.deploytrail.permissions.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Made-up requests, and policies that nearly fit them. The same seed makes the same ones.
final class RandomIdentity {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> ACTIONS =
      List.of("s3:GetObject", "s3:PutObject", "iam:PassRole", "ec2:RunInstances");
  private static final List<String> ACTION_PATTERNS =
      List.of("s3:*", "S3:GET*", "*", "s3:?etObject", "iam:PassRole", "iam:Pass", "ec2:Run*");
  private static final List<String> RESOURCES =
      List.of(
          "arn:aws:s3:::site/a*b",
          "arn:aws:s3:::site/a?",
          "arn:aws:s3:::site/$a/${*}",
          "arn:aws:iam::111122223333:role/worker",
          "*");
  private static final List<String> UNKNOWN = List.of("aws:ResourceTag/team", "aws:SourceVpc");

  private final Random random;

  RandomIdentity(long seed) {
    this.random = new Random(seed);
  }

  String action() {
    return one(ACTIONS);
  }

  String resource() {
    return one(RESOURCES);
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  Map<String, String> keys() {
    var keys = new HashMap<String, String>();
    if (random.nextInt(5) > 0) {
      keys.put("aws:RequestedRegion", one(List.of("eu-west-1", "us-east-1")));
    }
    if (random.nextInt(5) > 0) {
      keys.put("iam:PassedToService", one(List.of("lambda.amazonaws.com", "ec2.amazonaws.com")));
    }
    return keys;
  }

  ObjectNode policy(String resource) {
    var policy = JSON.createObjectNode().put("Version", "2012-10-17");
    var statements = policy.putArray("Statement");
    for (var left = 1 + random.nextInt(3); left > 0; left--) {
      var statement = statements.addObject();
      statement.put("Effect", random.nextInt(4) == 0 ? "Deny" : "Allow");
      statement.set("Action", values(ACTION_PATTERNS));
      statement.set(
          "Resource",
          values(List.of(changed(resource), changed(resource), changed(resource), one(RESOURCES))));
      if (random.nextBoolean()) {
        condition(statement.putObject("Condition"));
      }
    }
    return policy;
  }

  private void condition(ObjectNode condition) {
    var key = one(List.of("aws:RequestedRegion", "iam:PassedToService", one(UNKNOWN)));
    var operator =
        one(List.of("StringEquals", "StringLike", "StringNotEquals", "StringEqualsIfExists"));
    condition
        .putObject(operator)
        .set(key, values(List.of("eu-west-1", "eu-*", "lambda.amazonaws.com", "*.amazonaws.com")));
  }

  /// The resource as a policy writes it, or nearly.
  private String changed(String resource) {
    var written = resource.replace("$", "${$}");
    written = random.nextBoolean() ? written.replace("*", "${*}").replace("?", "${?}") : written;
    return switch (random.nextInt(8)) {
      case 0 -> written.substring(0, random.nextInt(written.length())) + "*";
      case 1 -> written.replace("site", "sit?");
      case 2 -> written.replace("aws", "${aws:username}");
      case 3 -> written + "x";
      case 4 -> resource;
      case 5 -> "*";
      default -> written;
    };
  }

  private JsonNode values(List<String> choices) {
    if (random.nextBoolean()) {
      return JSON.getNodeFactory().textNode(one(choices));
    }
    var values = JSON.createArrayNode();
    for (var left = 1 + random.nextInt(2); left > 0; left--) {
      values.add(one(choices));
    }
    return values;
  }
}
