package io.deploytrail.trust;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

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
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // A number as a value is its text as it stands: 42.50 is not 42.5, 1e400 not Infinity.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /// Far more than IAM saves (4,096 signs without white space), percent-encoded too.
  private static final int LONGEST = 1 << 16;

  private static final String NEW_VERSION = "2012-10-17";
  private static final Set<String> VERSIONS = Set.of("2008-10-17", NEW_VERSION);
  private static final Set<String> OF_POLICY = Set.of("Version", "Id", "Statement");
  private static final Set<String> OF_STATEMENT =
      Set.of("Sid", "Effect", "Principal", "Action", "NotAction", "Condition");
  private static final Set<String> PROHIBITED = Set.of("Resource", "NotResource");

  private final Function<String, PolicyValue> values;
  private final List<String> prohibited = new ArrayList<>();

  private TrustPolicyParser(Function<String, PolicyValue> values) {
    this.values = values;
  }

  static TrustPolicy parse(String text) {
    if (text.length() > LONGEST) {
      throw new UnreadableTrustPolicyException(
          "a trust policy of at most %d signs was expected, not of %d"
              .formatted(LONGEST, text.length()));
    }
    // No JSON begins with a percent sign.
    var json = text.startsWith("%") ? decoded(text) : text;
    var policy = read(json);
    requireObject(policy, "a trust policy");
    requireKnown(policy, OF_POLICY, Set.of(), "a trust policy");
    requireTextOrNothing(policy, "Id", "a trust policy");
    var version = policy.path("Version");
    if (!version.isMissingNode() && !VERSIONS.contains(version.asText())) {
      throw unreadable("Version: 2012-10-17 or 2008-10-17 was expected", version);
    }
    var hasVariables = version.asText().equals(NEW_VERSION);
    var parser =
        new TrustPolicyParser(hasVariables ? PolicyValue::withVariables : PolicyValue::plain);
    return new TrustPolicy(
        json, hasVariables, parser.statements(policy.path("Statement")), parser.prohibited);
  }

  private static String decoded(String text) {
    try {
      // RFC 3986, in which a plus is a plus.
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new UnreadableTrustPolicyException(
          "a trust policy was expected; its percent-encoding is broken: " + e.getMessage());
    }
  }

  /// Of a policy that could be read.
  static JsonNode form(String json) {
    return PolicyForm.of(read(json));
  }

  private static JsonNode read(String json) {
    try {
      var policy = JSON.readTree(json);
      if (policy == null || policy.isMissingNode()) {
        throw new UnreadableTrustPolicyException("a trust policy was expected, and came empty");
      }
      return policy;
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new UnreadableTrustPolicyException(
          "a trust policy was expected; it is no JSON: "
              + e.getOriginalMessage()
              + (at == null
                  ? ""
                  : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")"));
    }
  }

  private List<TrustStatement> statements(JsonNode node) {
    if (node.isObject()) {
      return List.of(statement(node, 0));
    }
    if (!node.isArray()) {
      throw unreadable("Statement: a statement or a list of them was expected", node);
    }
    var statements = new ArrayList<TrustStatement>();
    for (var element : node) {
      statements.add(statement(element, statements.size()));
    }
    return statements;
  }

  private TrustStatement statement(JsonNode node, int number) {
    var where = "Statement[" + number + "]";
    requireObject(node, where);
    requireKnown(node, OF_STATEMENT, PROHIBITED, where);
    for (var name : PROHIBITED) {
      if (node.has(name)) {
        prohibited.add(where + "." + name);
      }
    }
    requireTextOrNothing(node, "Sid", where);
    var isNotAction = node.has("NotAction");
    if (isNotAction == node.has("Action")) {
      throw new UnreadableTrustPolicyException(
          where + ": one of Action and NotAction was expected");
    }
    var action = isNotAction ? "NotAction" : "Action";
    return new TrustStatement(
        number,
        Optional.of(node.path("Sid").asText()).filter(sid -> !sid.isEmpty()),
        effect(node.path("Effect"), where),
        principals(node.path("Principal"), where + ".Principal"),
        isNotAction,
        texts(node.get(action), where + "." + action),
        conditions(node.path("Condition"), where + ".Condition"));
  }

  private static Effect effect(JsonNode node, String where) {
    for (var effect : Effect.values()) {
      if (node.isTextual() && node.textValue().equals(effect.toString())) {
        return effect;
      }
    }
    throw unreadable(where + ".Effect: Allow or Deny was expected", node);
  }

  private static Principals principals(JsonNode node, String where) {
    if (!node.isObject()) {
      throw unreadable(
          where
              + ": an object such as {\"Federated\": \"arn:aws:iam::<account>:oidc-provider/…\"} was expected",
          node);
    }
    var federated = List.<String>of();
    var aws = List.<String>of();
    var others = new ArrayList<String>();
    for (var kind : node.properties()) {
      var names = texts(kind.getValue(), where + "." + kind.getKey());
      switch (kind.getKey()) {
        case "Federated" -> federated = names;
        case "AWS" -> aws = names;
        case "Service", "CanonicalUser" -> others.addAll(names);
        default ->
            throw new UnreadableTrustPolicyException(
                where
                    + ": Federated, AWS, Service or CanonicalUser was expected, not \""
                    + kind.getKey()
                    + "\"");
      }
    }
    return new Principals(federated, aws, others);
  }

  private List<Condition> conditions(JsonNode node, String where) {
    if (node.isMissingNode()) {
      return List.of();
    }
    requireObject(node, where);
    var conditions = new ArrayList<Condition>();
    for (var block : node.properties()) {
      var operator = Operator.parse(block.getKey());
      var ofOperator = where + "." + block.getKey();
      requireObject(block.getValue(), ofOperator);
      for (var key : block.getValue().properties()) {
        var texts = scalars(key.getValue(), ofOperator + "." + key.getKey());
        conditions.add(new Condition(operator, key.getKey(), texts.stream().map(values).toList()));
      }
    }
    return conditions;
  }

  private static List<String> texts(JsonNode node, String where) {
    for (var element : node.isArray() ? node : List.of(node)) {
      if (!element.isTextual()) {
        throw unreadable(where + ": a text or a list of texts was expected", element);
      }
    }
    return scalars(node, where);
  }

  private static List<String> scalars(JsonNode node, String where) {
    var texts = new ArrayList<String>();
    for (var element : node.isArray() ? node : List.of(node)) {
      if (!element.isTextual() && !element.isBoolean() && !element.isNumber()) {
        throw unreadable(where + ": a text, a number, true or false was expected", element);
      }
      texts.add(element.asText());
    }
    return texts;
  }

  private static void requireObject(JsonNode node, String where) {
    if (!node.isObject()) {
      throw unreadable(where + ": an object was expected", node);
    }
  }

  private static void requireTextOrNothing(JsonNode node, String name, String where) {
    if (node.has(name) && !node.get(name).isTextual()) {
      throw unreadable(where + "." + name + ": a text was expected", node.get(name));
    }
  }

  private static void requireKnown(
      JsonNode node, Set<String> known, Set<String> alsoKnown, String where) {
    for (var field : node.properties()) {
      if (!known.contains(field.getKey()) && !alsoKnown.contains(field.getKey())) {
        throw new UnreadableTrustPolicyException(
            where
                + ": "
                + String.join(", ", known.stream().sorted().toList())
                + " were expected, not \""
                + field.getKey()
                + "\"");
      }
    }
  }

  private static UnreadableTrustPolicyException unreadable(String expected, JsonNode came) {
    var text = came.isMissingNode() ? "nothing" : came.toString();
    return new UnreadableTrustPolicyException(
        expected + ", not " + (text.length() > 80 ? text.substring(0, 80) + "…" : text));
  }
}
