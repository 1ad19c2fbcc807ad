package io.deploytrail.trust.refusal;

import static java.util.Comparator.comparing;

import io.deploytrail.pulumi.ProviderArn;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.StatementTrace;
import io.deploytrail.trust.Trace;
import io.deploytrail.trust.Try;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The statements of which one was meant to let a refused try in: those that let in tokens of some
/// provider, but not this one.
record MeantStatements(Try asked, List<MeantStatement> all) {
  private static final String ASSUME_ROLE = "sts:AssumeRole";

  MeantStatements {
    all = List.copyOf(all);
  }

  static MeantStatements of(Trace trace) {
    return new MeantStatements(
        trace.asked(),
        trace.statements().stream()
            .filter(statement ->
                statement.statement().isAllow()
                    && statement.statement().principals().isOfWebIdentities())
            .map(statement ->
                new MeantStatement(statement, Miss.of(statement, trace.asked(), Decision.NO)))
            .filter(statement -> !statement.misses().isEmpty())
            .toList());
  }

  /// A statement, and by what it keeps the try out.
  record MeantStatement(StatementTrace trace, List<Miss> misses) {
    /// Another provider or action is no slip of the pen.
    private static final Comparator<MeantStatement> NEAREST_FIRST =
        comparing((MeantStatement statement) -> statement.trace.principal() == Decision.NO)
            .thenComparing(statement -> statement.trace.action() == Decision.NO)
            .thenComparingInt(statement -> statement.misses.size())
            .thenComparingInt(
                statement -> statement.misses.stream().mapToInt(Miss::distance).sum());

    MeantStatement {
      misses = List.copyOf(misses);
    }

    String name() {
      return trace.statement().name();
    }

    Miss first() {
      return misses.getFirst();
    }

    /// Whether it may be a slip that it is of another provider or action. Statements of other
    /// issuers, or of `sts:TagSession`, stand beside the one that lets a session in.
    private boolean mayBeMeant(ProviderArn asked) {
      var isOfProvider =
          trace.principal() != Decision.NO
              || trace.statement().principals().providers().stream()
                  .anyMatch(provider -> host(provider.name()).equals(host(asked.name())))
              || trace.conditions().stream()
                  .anyMatch(of -> of.condition().keyName().startsWith(host(asked.name())));
      var isOfAction =
          trace.action() != Decision.NO
              || trace.statement().actions().stream().anyMatch(MeantStatements::isAssumption);
      return isOfProvider && isOfAction;
    }
  }

  private static String host(String provider) {
    return provider.split("/", 2)[0].toLowerCase(Locale.ROOT);
  }

  private static boolean isAssumption(String action) {
    return action.regionMatches(true, 0, ASSUME_ROLE, 0, ASSUME_ROLE.length());
  }

  /// The one that differs least.
  Optional<MeantStatement> nearest() {
    return all.stream().min(MeantStatement.NEAREST_FIRST);
  }

  /// Those that keep the try out by no more things, but by others: nobody knows which of them was
  /// meant.
  List<MeantStatement> rivals(MeantStatement nearest) {
    return all.stream()
        .filter(statement -> statement.misses.size() <= nearest.misses.size())
        .filter(statement -> statement.first().cause() != nearest.first().cause())
        .filter(statement -> statement.mayBeMeant(asked.provider()))
        .toList();
  }
}
