package io.deploytrail.permissions.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/// The identity policies that a JSON file holds: a policy by itself, what `aws iam
/// get-policy-version` or `get-role-policy` prints, a list of such, or policies by their names, as
/// [io.deploytrail.permissions.format.PolicyFormat#POLICY] writes them.
public final class IdentityPolicyFile {
  private static final JsonMapper JSON = new JsonMapper();

  private static final String EXPECTED =
      "an identity policy, what aws iam get-policy-version or get-role-policy prints, or a list of these was expected";

  private IdentityPolicyFile() {}

  /// All of them together.
  ///
  /// Throws [UnreadableIdentityPolicyException] for a text that is none of these.
  public static IdentityPolicy read(String file) {
    var text = file.strip();
    if (text.startsWith("%")) {
      return IdentityPolicy.parse(text);
    }
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UnreadableIdentityPolicyException(
          EXPECTED + "; it is no JSON: " + e.getOriginalMessage());
    }
    if (root.has("Statement")) {
      // As it stands: a mapper would keep the last of two elements of one name.
      return IdentityPolicy.parse(text);
    }
    var policies = new ArrayList<IdentityPolicy>();
    for (var element : root.isArray() || isOfNames(root) ? root : List.of(root)) {
      policies.add(policy(element));
    }
    return IdentityPolicy.together(policies);
  }

  private static boolean isOfNames(JsonNode root) {
    return !root.isEmpty() && root.valueStream().allMatch(each -> each.has("Statement"));
  }

  private static IdentityPolicy policy(JsonNode node) {
    for (var document :
        List.of(
            node,
            node.path("PolicyVersion").path("Document"),
            node.path("Document"),
            node.path("PolicyDocument"))) {
      if (document.isTextual()) {
        return IdentityPolicy.parse(document.textValue());
      }
      if (document.has("Statement")) {
        return IdentityPolicy.parse(document.toString());
      }
    }
    throw new UnreadableIdentityPolicyException(EXPECTED + "; no policy stands in it");
  }
}
