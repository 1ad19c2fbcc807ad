package io.deploytrail.trust;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads a trust policy's JSON.
///
/// ```
/// policy     {"Version"?, "Id"?, "Statement": statement | [statement…]}
/// statement  {"Sid"?, "Effect": "Allow" | "Deny", "Principal": {kind: text | [text…]…},
///             "Action" | "NotAction": text | [text…], "Condition"?: {operator: {key: value | [value…]}}}
/// ```
///
/// Source: IAM User Guide, "Grammar of the IAM JSON policy language". Names of elements are
/// compared with case, and none may stand twice. What IAM would read but not save is kept; what has
/// no meaning in a trust policy (`NotPrincipal`, a scalar `"*"`) is an error.
final class TrustPolicyParser {
  /// Far more than IAM saves (4,096 signs without white space), percent-encoded too.
  private static final int LONGEST = 1 << 16;

  private static final Set<String> OF_STATEMENT =
      Set.of("Sid", "Effect", "Principal", "Action", "NotAction", "Condition");
  private static final Set<String> PROHIBITED = Set.of("Resource", "NotResource");

  private final PolicyJson json;
  private final List<String> prohibited = new ArrayList<>();

  private TrustPolicyParser(PolicyJson json) {
    this.json = json;
  }

  static TrustPolicy parse(String text) {
    var json = read(text);
    var parser = new TrustPolicyParser(json);
    return new TrustPolicy(
        json.text(), json.hasVariables(), parser.statements(), parser.prohibited);
  }

  /// Of a policy that could be read.
  static JsonNode form(String text) {
    return read(text).form();
  }

  private static PolicyJson read(String text) {
    return PolicyJson.read(text, "a trust policy", LONGEST, UnreadableTrustPolicyException::new);
  }

  private List<TrustStatement> statements() {
    var statements = new ArrayList<TrustStatement>();
    for (var statement : json.statements()) {
      statements.add(statement(statement, statements.size()));
    }
    return statements;
  }

  private TrustStatement statement(JsonNode node, int number) {
    var where = "Statement[" + number + "]";
    json.requireObject(node, where);
    json.requireKnown(node, OF_STATEMENT, PROHIBITED, where);
    for (var name : PROHIBITED) {
      if (node.has(name)) {
        prohibited.add(where + "." + name);
      }
    }
    json.requireTextOrNothing(node, "Sid", where);
    var isNotAction = node.has("NotAction");
    if (isNotAction == node.has("Action")) {
      throw json.unreadable(where + ": one of Action and NotAction was expected");
    }
    var action = isNotAction ? "NotAction" : "Action";
    return new TrustStatement(
        number,
        Optional.of(node.path("Sid").asText()).filter(sid -> !sid.isEmpty()),
        json.effect(node.path("Effect"), where),
        principals(node.path("Principal"), where + ".Principal"),
        isNotAction,
        json.texts(node.get(action), where + "." + action),
        json.conditions(node.path("Condition"), where + ".Condition"));
  }

  private Principals principals(JsonNode node, String where) {
    if (!node.isObject()) {
      throw json.unreadable(
          where
              + ": an object such as {\"Federated\": \"arn:aws:iam::<account>:oidc-provider/…\"} was expected",
          node);
    }
    var federated = List.<String>of();
    var aws = List.<String>of();
    var others = new ArrayList<String>();
    for (var kind : node.properties()) {
      var names = json.texts(kind.getValue(), where + "." + kind.getKey());
      switch (kind.getKey()) {
        case "Federated" -> federated = names;
        case "AWS" -> aws = names;
        case "Service", "CanonicalUser" -> others.addAll(names);
        default ->
            throw json.unreadable(
                where
                    + ": Federated, AWS, Service or CanonicalUser was expected, not \""
                    + kind.getKey()
                    + "\"");
      }
    }
    return new Principals(federated, aws, others);
  }
}
