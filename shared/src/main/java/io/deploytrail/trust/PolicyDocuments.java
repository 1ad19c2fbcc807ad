package io.deploytrail.trust;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The trust policies that a JSON file holds: a policy by itself, what `aws iam get-role` prints, a
/// CloudFormation or SAM template, or what `terraform show -json` prints of a plan or a state.
public record PolicyDocuments(List<RolePolicy> policies) {
  private static final JsonMapper JSON = new JsonMapper();

  private static final String EXPECTED =
      "a trust policy, what aws iam get-role prints, a template of CloudFormation or SAM, or what terraform show -json prints was expected";

  public PolicyDocuments {
    policies = List.copyOf(policies);
  }

  /// A policy's text, and the names that its role has in the file; none, if the file is the policy.
  ///
  /// `isNamedLater` says that they are a template's logical id alone.
  public record RolePolicy(List<String> names, boolean isNamedLater, String text) {
    public RolePolicy {
      names = List.copyOf(names);
      requireNonNull(text, "text");
    }

    /// CloudFormation puts a logical id between hyphens where a template names no role.
    private boolean isOf(String role) {
      var name = role.substring(role.lastIndexOf('/') + 1);
      return names.isEmpty()
          || names.stream()
              .anyMatch(known ->
                  known.equals(role)
                      || known.equals(name)
                      || (isNamedLater && name.contains("-" + known + "-")));
    }
  }

  /// Throws [UnreadableTrustPolicyException] for a text that is none of these.
  public static PolicyDocuments in(String file) {
    var text = file.strip();
    if (text.startsWith("%")) {
      return onlyOne(text);
    }
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UnreadableTrustPolicyException(
          EXPECTED + "; it is no JSON: " + e.getOriginalMessage());
    }
    if (root.has("Statement")) {
      return onlyOne(text);
    }
    var found = new ArrayList<RolePolicy>();
    var role = root.path("Role").isObject() ? root.get("Role") : root;
    add(found, names(role, "RoleName", "Arn"), false, role.path("AssumeRolePolicyDocument"));
    for (var resource : root.path("Resources").properties()) {
      var properties = resource.getValue().path("Properties");
      var names = new ArrayList<>(names(properties, "RoleName"));
      var isNamedLater = names.isEmpty();
      names.add(resource.getKey());
      add(found, names, isNamedLater, properties.path("AssumeRolePolicyDocument"));
    }
    ofModule(root.path("planned_values").path("root_module"), found);
    ofModule(root.path("values").path("root_module"), found);
    if (found.isEmpty()) {
      throw new UnreadableTrustPolicyException(EXPECTED + "; no role stands in it");
    }
    return new PolicyDocuments(found);
  }

  /// A policy that nothing stands around, so that nothing but a policy can be meant.
  private static PolicyDocuments onlyOne(String text) {
    TrustPolicy.parse(text);
    return new PolicyDocuments(List.of(new RolePolicy(List.of(), false, text)));
  }

  private static void ofModule(JsonNode module, List<RolePolicy> found) {
    for (var resource : module.path("resources")) {
      var values = resource.path("values");
      var names = new ArrayList<>(names(values, "name", "arn"));
      names.addAll(names(resource, "address"));
      add(found, names, false, values.path("assume_role_policy"));
    }
    module.path("child_modules").forEach(child -> ofModule(child, found));
  }

  private static List<String> names(JsonNode node, String... fields) {
    var names = new ArrayList<String>();
    for (var field : fields) {
      if (node.path(field).isTextual()) {
        names.add(node.get(field).textValue());
      }
    }
    return names;
  }

  private static void add(
      List<RolePolicy> found, List<String> names, boolean isNamedLater, JsonNode policy) {
    if (policy.isTextual()) {
      found.add(new RolePolicy(names, isNamedLater, policy.textValue()));
    } else if (policy.isObject()) {
      found.add(new RolePolicy(names, isNamedLater, policy.toString()));
    }
  }

  /// The policy of that role, by its ARN or name; empty if the file is of other roles, or holds
  /// several policies that may be its.
  public Optional<String> find(String role) {
    var fitting =
        policies.stream()
            .filter(policy -> policy.isOf(role))
            .map(RolePolicy::text)
            .distinct()
            .toList();
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }

  /// The policy of that role, or the only one.
  ///
  /// Throws [UnreadableTrustPolicyException] where the role is not among several, or is not said.
  public String of(Optional<String> role) {
    var fitting =
        role.isEmpty() || policies.size() == 1
            ? policies
            : policies.stream().filter(policy -> policy.isOf(role.get())).toList();
    if (fitting.size() == 1) {
      return fitting.getFirst().text();
    }
    var names =
        policies.stream()
            .map(policy -> policy.names().stream().findFirst().orElse("an unnamed role"))
            .sorted()
            .toList();
    throw new UnreadableTrustPolicyException(
        "the file holds the policies of "
            + String.join(", ", names)
            + role.map(name ->
                    fitting.isEmpty()
                        ? "; not one of them is of " + name
                        : "; several of them may be of " + name)
                .orElse("; say which with --role"));
  }
}
