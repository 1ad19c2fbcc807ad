package io.deploytrail.trust;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// How a policy came to its decision on a try: every statement, in the policy's order.
public record Trace(Try asked, List<StatementTrace> statements) {
  public Trace {
    requireNonNull(asked, "asked");
    statements = List.copyOf(statements);
  }

  /// Whether the policy lets the try in: some statement allows it, and none denies it.
  public Decision allowed() {
    return any(Effect.ALLOW).and(any(Effect.DENY).not());
  }

  public Decision any(Effect effect) {
    return statements.stream()
        .filter(statement -> statement.statement().effect() == effect)
        .map(StatementTrace::applies)
        .reduce(Decision.NO, Decision::or);
  }

  /// What could not be decided, in words, whether or not it counted.
  public List<String> notDecided() {
    return statements.stream().flatMap(StatementTrace::notDecided).distinct().toList();
  }
}
