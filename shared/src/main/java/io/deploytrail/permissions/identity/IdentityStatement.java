package io.deploytrail.permissions.identity;

import static java.util.Objects.requireNonNull;

import io.deploytrail.trust.Condition;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.Effect;
import io.deploytrail.trust.PolicyValue;
import io.deploytrail.trust.RequestKeys;
import io.deploytrail.trust.Wildcards;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A statement of an identity policy. `number` counts from 0, as it stands.
public record IdentityStatement(
    int number,
    Optional<String> sid,
    Effect effect,
    List<ActionWildcard> actions,
    List<PolicyValue> resources,
    List<Condition> conditions) {
  public IdentityStatement {
    requireNonNull(sid, "sid");
    requireNonNull(effect, "effect");
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    conditions = List.copyOf(conditions);
  }

  /// How answers name it: by its Sid, or by its number.
  public String name() {
    return sid.orElseGet(() -> Integer.toString(number));
  }

  public boolean includes(String action) {
    return actions.stream().anyMatch(pattern -> pattern.includes(action));
  }

  /// Whether it speaks of an action on one of the resources that the predicate accepts a pattern
  /// of.
  Decision applies(String action, Predicate<Wildcards> isOfResource, RequestKeys keys) {
    return includes(action) ? ofResources(isOfResource, keys).and(holds(keys)) : Decision.NO;
  }

  private Decision ofResources(Predicate<Wildcards> isOfResource, RequestKeys keys) {
    var any = Decision.NO;
    for (var resource : resources) {
      any =
          any.or(
              resource
                  .pattern(keys)
                  .map(pattern -> Decision.of(isOfResource.test(pattern)))
                  .orElse(Decision.UNDECIDED));
    }
    return any;
  }

  private Decision holds(RequestKeys keys) {
    return conditions.stream()
        .map(condition -> condition.decide(keys))
        .reduce(Decision.YES, Decision::and);
  }
}
