package io.deploytrail.permissions.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.deploytrail.trust.PolicyJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads an identity policy's JSON.
///
/// ```
/// statement  {"Sid"?, "Effect": "Allow" | "Deny", "Action": text | [text…],
///             "Resource": text | [text…], "Condition"?: {operator: {key: value | [value…]}}}
/// ```
///
/// `NotAction` and `NotResource` are refused: what such a statement grants is everything else,
/// which no list of calls can be compared with. What all policies have is [PolicyJson]'s.
final class IdentityPolicyParser {
  /// Far more than IAM saves for a role.
  private static final int LONGEST = 1 << 18;

  private static final Set<String> OF_STATEMENT =
      Set.of("Sid", "Effect", "Action", "Resource", "Condition");
  private static final List<String> NEGATED = List.of("NotAction", "NotResource");

  private final PolicyJson json;

  private IdentityPolicyParser(PolicyJson json) {
    this.json = json;
  }

  static IdentityPolicy parse(String text) {
    var parser =
        new IdentityPolicyParser(
            PolicyJson.read(
                text, "an identity policy", LONGEST, UnreadableIdentityPolicyException::new));
    var statements = new ArrayList<IdentityStatement>();
    for (var statement : parser.json.statements()) {
      statements.add(parser.statement(statement, statements.size()));
    }
    return new IdentityPolicy(statements);
  }

  private IdentityStatement statement(JsonNode node, int number) {
    var where = "Statement[" + number + "]";
    json.requireObject(node, where);
    for (var negated : NEGATED) {
      if (node.has(negated)) {
        throw json.unreadable(
            "%s: %s was expected, not %s, which grants what it does not name; list what is meant"
                .formatted(where, negated.substring("Not".length()), negated));
      }
    }
    json.requireKnown(node, OF_STATEMENT, Set.of(), where);
    json.requireTextOrNothing(node, "Sid", where);
    return new IdentityStatement(
        number,
        Optional.of(node.path("Sid").asText()).filter(sid -> !sid.isEmpty()),
        json.effect(node.path("Effect"), where),
        json.texts(node.path("Action"), where + ".Action").stream()
            .map(ActionWildcard::of)
            .toList(),
        json.texts(node.path("Resource"), where + ".Resource").stream().map(json::value).toList(),
        json.conditions(node.path("Condition"), where + ".Condition"));
  }
}
