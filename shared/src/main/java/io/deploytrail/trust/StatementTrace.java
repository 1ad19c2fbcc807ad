package io.deploytrail.trust;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Stream;

/// What one statement said of a try, part by part.
public record StatementTrace(
    TrustStatement statement,
    Decision principal,
    Decision action,
    List<ConditionTrace> conditions) {
  public StatementTrace {
    requireNonNull(statement, "statement");
    requireNonNull(principal, "principal");
    requireNonNull(action, "action");
    conditions = List.copyOf(conditions);
  }

  /// Whether all of it holds.
  public Decision applies() {
    return conditions.stream()
        .map(ConditionTrace::holds)
        .reduce(principal.and(action), Decision::and);
  }

  /// The conditions that do not hold.
  public List<ConditionTrace> failed() {
    return conditions.stream().filter(condition -> condition.holds() == Decision.NO).toList();
  }

  /// What could not be decided, in words, whether or not it counts.
  Stream<String> notDecided() {
    var ofPrincipal =
        principal == Decision.UNDECIDED
            ? Stream.of(
                "what "
                    + statement.effect()
                    + " to "
                    + statement.principals().all()
                    + " means for a web identity is not proven")
            : Stream.<String>empty();
    return Stream.concat(
            ofPrincipal, conditions.stream().flatMap(condition -> condition.notDecided().stream()))
        .map(reason -> "statement " + statement.name() + ": " + reason);
  }
}
