package io.deploytrail.trust;

import static java.util.Objects.requireNonNull;

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
import java.util.Set;
import java.util.function.Function;

/// The JSON of a policy of any kind, and how the elements that all kinds have are read.
///
/// ```
/// policy     {"Version"?, "Id"?, "Statement": statement | [statement…]}
/// statement  {"Effect": "Allow" | "Deny", "Condition"?: {operator: {key: value | [value…]}}, …}
/// ```
///
/// Source: IAM User Guide, "Grammar of the IAM JSON policy language". Names of elements are
/// compared with case, and none may stand twice. What a statement has beside is its kind's own.
public final class PolicyJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // A number as a value is its text as it stands: 42.50 is not 42.5, 1e400 not Infinity.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final String NEW_VERSION = "2012-10-17";
  private static final Set<String> VERSIONS = Set.of("2008-10-17", NEW_VERSION);
  private static final Set<String> OF_POLICY = Set.of("Version", "Id", "Statement");

  private final String text;
  private final Function<String, ? extends UnreadablePolicyException> failure;
  private final JsonNode policy;
  private final boolean hasVariables;

  private PolicyJson(
      String text, String kind, Function<String, ? extends UnreadablePolicyException> failure) {
    this.text = text;
    this.failure = failure;
    this.policy = parsed(text, kind);
    requireObject(policy, kind);
    requireKnown(policy, OF_POLICY, Set.of(), kind);
    requireTextOrNothing(policy, "Id", kind);
    var version = policy.path("Version");
    if (!version.isMissingNode() && !VERSIONS.contains(version.asText())) {
      throw unreadable("Version: 2012-10-17 or 2008-10-17 was expected", version);
    }
    this.hasVariables = version.asText().equals(NEW_VERSION);
  }

  /// Reads a policy, percent-encoded too, as IAM's API gives it. `kind` names it in messages, such
  /// as `a trust policy`; `failure` makes the exception of a message.
  public static PolicyJson read(
      String text,
      String kind,
      int longest,
      Function<String, ? extends UnreadablePolicyException> failure) {
    requireNonNull(failure, "failure");
    if (text.length() > longest) {
      throw failure.apply(
          "%s of at most %d signs was expected, not of %d".formatted(kind, longest, text.length()));
    }
    // No JSON begins with a percent sign.
    return new PolicyJson(
        text.startsWith("%") ? decoded(text, kind, failure) : text, kind, failure);
  }

  private static String decoded(
      String text, String kind, Function<String, ? extends UnreadablePolicyException> failure) {
    try {
      // RFC 3986, in which a plus is a plus.
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw failure.apply(
          kind + " was expected; its percent-encoding is broken: " + e.getMessage());
    }
  }

  private JsonNode parsed(String json, String kind) {
    try {
      var root = JSON.readTree(json);
      if (root == null || root.isMissingNode()) {
        throw unreadable(kind + " was expected, and came empty");
      }
      return root;
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw unreadable(
          kind
              + " was expected; it is no JSON: "
              + e.getOriginalMessage()
              + (at == null
                  ? ""
                  : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")"));
    }
  }

  /// The JSON as it was read, no longer percent-encoded.
  public String text() {
    return text;
  }

  /// Whether `${…}` is a variable in it.
  public boolean hasVariables() {
    return hasVariables;
  }

  /// The same as of any policy that says the same in other words.
  JsonNode form() {
    return PolicyForm.of(policy);
  }

  /// The statements, one that stands alone too.
  public List<JsonNode> statements() {
    var node = policy.path("Statement");
    if (node.isObject()) {
      return List.of(node);
    }
    if (!node.isArray()) {
      throw unreadable("Statement: a statement or a list of them was expected", node);
    }
    var statements = new ArrayList<JsonNode>();
    node.forEach(statements::add);
    return statements;
  }

  public Effect effect(JsonNode node, String where) {
    for (var effect : Effect.values()) {
      if (node.isTextual() && node.textValue().equals(effect.toString())) {
        return effect;
      }
    }
    throw unreadable(where + ".Effect: Allow or Deny was expected", node);
  }

  /// A text as the policy's version reads it.
  public PolicyValue value(String written) {
    return hasVariables ? PolicyValue.withVariables(written) : PolicyValue.plain(written);
  }

  public List<Condition> conditions(JsonNode node, String where) {
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
        conditions.add(
            new Condition(operator, key.getKey(), texts.stream().map(this::value).toList()));
      }
    }
    return conditions;
  }

  /// A text or a list of them.
  public List<String> texts(JsonNode node, String where) {
    for (var element : node.isArray() ? node : List.of(node)) {
      if (!element.isTextual()) {
        throw unreadable(where + ": a text or a list of texts was expected", element);
      }
    }
    return scalars(node, where);
  }

  private List<String> scalars(JsonNode node, String where) {
    var texts = new ArrayList<String>();
    for (var element : node.isArray() ? node : List.of(node)) {
      if (!element.isTextual() && !element.isBoolean() && !element.isNumber()) {
        throw unreadable(where + ": a text, a number, true or false was expected", element);
      }
      texts.add(element.asText());
    }
    return texts;
  }

  public void requireObject(JsonNode node, String where) {
    if (!node.isObject()) {
      throw unreadable(where + ": an object was expected", node);
    }
  }

  public void requireTextOrNothing(JsonNode node, String name, String where) {
    if (node.has(name) && !node.get(name).isTextual()) {
      throw unreadable(where + "." + name + ": a text was expected", node.get(name));
    }
  }

  public void requireKnown(JsonNode node, Set<String> known, Set<String> alsoKnown, String where) {
    for (var field : node.properties()) {
      if (!known.contains(field.getKey()) && !alsoKnown.contains(field.getKey())) {
        throw unreadable(
            where
                + ": "
                + String.join(", ", known.stream().sorted().toList())
                + " were expected, not \""
                + field.getKey()
                + "\"");
      }
    }
  }

  public UnreadablePolicyException unreadable(String message) {
    return failure.apply(message);
  }

  /// An error that says what was expected, and shows what came instead.
  public UnreadablePolicyException unreadable(String expected, JsonNode came) {
    return unreadable(expected + ", not " + shown(came));
  }

  private static String shown(JsonNode came) {
    var text = came.isMissingNode() ? "nothing" : came.toString();
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
