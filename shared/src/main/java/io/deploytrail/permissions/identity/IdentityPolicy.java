package io.deploytrail.permissions.identity;

import io.deploytrail.trust.Decision;
import io.deploytrail.trust.Effect;
import io.deploytrail.trust.RequestKeys;
import io.deploytrail.trust.Wildcards;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What the identity policies of a role allow, all of them together.
///
/// Boundaries, session, resource and organization policies are not its business. Source: IAM User
/// Guide, "Policy evaluation logic" and "IAM JSON policy elements: Resource".
public record IdentityPolicy(List<IdentityStatement> statements) {
  public IdentityPolicy {
    statements = List.copyOf(statements);
  }

  /// Reads a policy's JSON, percent-encoded too.
  ///
  /// Throws [UnreadableIdentityPolicyException] for a text that is none, and for one with
  /// `NotAction` or `NotResource`.
  public static IdentityPolicy parse(String text) {
    return IdentityPolicyParser.parse(text);
  }

  /// Policies that a role has at once: a statement of one may deny what another allows.
  public static IdentityPolicy together(List<IdentityPolicy> policies) {
    return new IdentityPolicy(
        policies.stream().flatMap(policy -> policy.statements().stream()).toList());
  }

  /// Whether a request is allowed: `resource` is the ARN that it names, or `*` for an action that
  /// knows no resources; `keys` are the condition keys that are known.
  public Decision allows(String action, String resource, Map<String, String> keys) {
    var context = new RequestContext(keys);
    Predicate<Wildcards> isOfResource = pattern -> pattern.matches(resource);
    return any(Effect.ALLOW, action, isOfResource, context)
        .and(any(Effect.DENY, action, isOfResource, context).not());
  }

  /// Whether an action is allowed on every resource of a pattern. One statement must do it: two
  /// that share a pattern between them are not put together. Undecided where a part of it is
  /// denied.
  public Decision allowsAll(String action, Wildcards needed, Map<String, String> keys) {
    var context = new RequestContext(keys);
    return any(Effect.ALLOW, action, pattern -> ResourceOverlap.covers(pattern, needed), context)
        .and(
            any(Effect.DENY, action, pattern -> ResourceOverlap.covers(pattern, needed), context)
                .not())
        .and(
            any(Effect.DENY, action, pattern -> ResourceOverlap.mayMeet(pattern, needed), context)
                    == Decision.NO
                ? Decision.YES
                : Decision.UNDECIDED);
  }

  private Decision any(
      Effect effect, String action, Predicate<Wildcards> isOfResource, RequestKeys keys) {
    return statements.stream()
        .filter(statement -> statement.effect() == effect)
        .map(statement -> statement.applies(action, isOfResource, keys))
        .reduce(Decision.NO, Decision::or);
  }
}
