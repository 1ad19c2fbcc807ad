package io.deploytrail.permissions.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Why a stack may need what no call of it was seen to use. Unseen is not unused: for every action
/// there is such a reason.
final class UnseenReasons {
  private record Rule(Pattern actions, String reason) {
    private static Rule of(String actions, String reason) {
      return new Rule(Pattern.compile(actions), reason);
    }
  }

  private static final List<Rule> RULES =
      List.of(
          Rule.of(
              "iam:createservicelinkedrole",
              "needed by the first run that uses a service in an account"),
          Rule.of(
              "iam:passrole", "is no call of its own: it is seen only where a call names the role"),
          Rule.of(
              "s3:(abort|bypass|delete|get|list|put|replicate|restore)(multipart|object|governance).*|s3:listbucket(versions|multipartuploads)?",
              "calls about objects are data events, which a trail has only if it is told to"),
          Rule.of(
              "dynamodb:(batch.*|conditioncheckitem|deleteitem|getitem|getrecords|getsharditerator|partiql.*|putitem|query|scan|updateitem)",
              "calls about items are data events, which a trail has only if it is told to"),
          Rule.of(
              "lambda:invoke.*|sqs:(sendmessage|receivemessage|deletemessage|changemessagevisibility).*|sns:publish|kinesis:(put|get|subscribe).*|cognito-identity:.*|execute-api:.*|rds-data:.*|ssmmessages:.*|ec2messages:.*|s3express:createsession|logs:putlogevents|cloudwatch:putmetricdata|events:putevents",
              "its calls are data events, or leave no record at all"),
          Rule.of(
              "kms:(decrypt|encrypt|generatedatakey.*|reencrypt.*)",
              "a trail can leave the use of keys out, and other services use a key for the caller"),
          Rule.of(
              "[^:]*:(get|list|describe|head|lookup|batchget|search|query|scan|select).*",
              "reads are not in every trail and every index, and some are asked when a resource is imported or was changed by hand"),
          Rule.of(
              "[^:]*:(create|run|register|allocate|put).*",
              "a first run, or one that replaces a resource, may need it"),
          Rule.of(
              "[^:]*:(delete|terminate|deregister|release|remove|detach|disassociate).*",
              "destroying the stack, or replacing a resource, may need it"));

  private static final String RARER = "a rarer change than the ones seen may need it";

  private UnseenReasons() {}

  /// Of an action, or of a pattern of some, as a policy grants it.
  static String of(String granted) {
    if (granted.contains("*") || granted.contains("?")) {
      return "grants actions of which none was seen; rarer runs, data events and first runs may need"
          + " some of them";
    }
    return rule(granted).orElse(RARER);
  }

  private static Optional<String> rule(String action) {
    var name = action.toLowerCase(Locale.ROOT);
    return RULES.stream()
        .filter(rule -> rule.actions().matcher(name).matches())
        .map(Rule::reason)
        .findFirst();
  }
}
