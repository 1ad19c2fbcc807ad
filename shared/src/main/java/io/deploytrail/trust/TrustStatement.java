package io.deploytrail.trust;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A statement of a trust policy. `number` counts from 0, as it stands. `isNotAction` says that
/// `actions` are those of which it does not speak.
public record TrustStatement(
    int number,
    Optional<String> sid,
    Effect effect,
    Principals principals,
    boolean isNotAction,
    List<String> actions,
    List<Condition> conditions) {
  public TrustStatement {
    requireNonNull(sid, "sid");
    requireNonNull(effect, "effect");
    requireNonNull(principals, "principals");
    actions = List.copyOf(actions);
    conditions = List.copyOf(conditions);
  }

  /// How answers name it: by its Sid, or by its number.
  public String name() {
    return sid.orElseGet(() -> Integer.toString(number));
  }

  public boolean isAllow() {
    return effect == Effect.ALLOW;
  }

  /// Whether it speaks of `sts:AssumeRoleWithWebIdentity`, whatever its case.
  public boolean isOfWebIdentity() {
    return actions.stream().anyMatch(TrustStatement::includesWebIdentity) != isNotAction;
  }

  private static boolean includesWebIdentity(String action) {
    return Wildcards.of(action.toLowerCase(Locale.ROOT))
        .matches(Try.ACTION.toLowerCase(Locale.ROOT));
  }

  StatementTrace trace(Try asked, RequestKeys keys) {
    var principal = principals.include(asked, effect);
    var action = Decision.of(isOfWebIdentity());
    return new StatementTrace(
        this,
        principal,
        action,
        conditions.stream().map(condition -> condition.trace(keys)).toList());
  }
}
