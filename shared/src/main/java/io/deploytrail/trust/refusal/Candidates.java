package io.deploytrail.trust.refusal;

import io.deploytrail.pulumi.ProviderArn;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.StatementTrace;
import io.deploytrail.trust.Trace;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The statements of which one was meant to let a refused try in.
record Candidates(Trace trace) {
  private static final String ASSUME_ROLE = "sts:AssumeRole";

  /// The statements that keep the try out by no more things, but by others: nobody knows which of
  /// them was meant to let it in.
  List<StatementTrace> rivals(StatementTrace nearest) {
    var misses = misses(nearest);
    return all()
        .filter(statement -> misses(statement).size() <= misses.size())
        .filter(statement -> misses(statement).getFirst().cause() != misses.getFirst().cause())
        .filter(statement -> mayBeMeant(statement, trace.asked().provider()))
        .toList();
  }

  /// Whether it may be a slip that it is of another provider or action. Statements of other
  /// issuers, or of `sts:TagSession`, stand beside the one that lets a session in.
  private static boolean mayBeMeant(StatementTrace statement, ProviderArn asked) {
    var isOfProvider =
        statement.principal() != Decision.NO
            || statement.statement().principals().providers().stream()
                .anyMatch(provider -> host(provider.name()).equals(host(asked.name())))
            || statement.conditions().stream()
                .anyMatch(of -> of.condition().keyName().startsWith(host(asked.name())));
    var isOfAction =
        statement.action() != Decision.NO
            || statement.statement().actions().stream().anyMatch(Candidates::isAssumption);
    return isOfProvider && isOfAction;
  }

  private static String host(String provider) {
    return provider.split("/", 2)[0].toLowerCase(Locale.ROOT);
  }

  /// Other actions, such as `sts:TagSession`, stand beside the one that lets a session in.
  private static boolean isAssumption(String action) {
    return action.regionMatches(true, 0, ASSUME_ROLE, 0, ASSUME_ROLE.length());
  }

  /// The statement that would let in a token of some provider, and differs least.
  Optional<StatementTrace> nearest() {
    var order =
        // Another provider or action is no slip of the pen.
        Comparator.comparing((StatementTrace statement) -> statement.principal() == Decision.NO)
            .thenComparing(statement -> statement.action() == Decision.NO)
            .thenComparingInt(statement -> misses(statement).size())
            .thenComparingInt(
                statement -> misses(statement).stream().mapToInt(Miss::distance).sum());
    return all().min(order);
  }

  /// The statements that let in tokens of some provider, but not this one.
  private Stream<StatementTrace> all() {
    return trace.statements().stream()
        .filter(statement ->
            statement.statement().isAllow()
                && statement.statement().principals().isOfWebIdentities()
                && !misses(statement).isEmpty());
  }

  /// By what that statement keeps the try out.
  List<Miss> misses(StatementTrace statement) {
    return Miss.of(statement, trace.asked(), Decision.NO);
  }
}
