package io.deploytrail.trust.refusal;

import io.deploytrail.pulumi.ProviderArn;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.StatementTrace;
import io.deploytrail.trust.Trace;
import java.util.List;
import java.util.Locale;

/// The statements that keep a try out by no more things than the nearest one, but by others: nobody
/// knows which of them was meant to let it in.
final class Rivals {
  private static final String ASSUME_ROLE = "sts:AssumeRole";

  private Rivals() {}

  static List<StatementTrace> of(
      Trace trace, StatementTrace nearest, List<StatementTrace> candidates) {
    var misses = misses(nearest, trace);
    return candidates.stream()
        .filter(statement -> misses(statement, trace).size() <= misses.size())
        .filter(
            statement -> misses(statement, trace).getFirst().cause() != misses.getFirst().cause())
        .filter(statement -> mayBeMeant(statement, trace.asked().provider()))
        .toList();
  }

  private static List<Miss> misses(StatementTrace statement, Trace trace) {
    return Miss.of(statement, trace.asked(), Decision.NO);
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
            || statement.statement().actions().stream().anyMatch(Rivals::isAssumption);
    return isOfProvider && isOfAction;
  }

  private static String host(String provider) {
    return provider.split("/", 2)[0].toLowerCase(Locale.ROOT);
  }

  /// Other actions, such as `sts:TagSession`, stand beside the one that lets a session in.
  private static boolean isAssumption(String action) {
    return action.regionMatches(true, 0, ASSUME_ROLE, 0, ASSUME_ROLE.length());
  }
}
