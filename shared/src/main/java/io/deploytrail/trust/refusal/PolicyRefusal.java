package io.deploytrail.trust.refusal;

import static java.util.Objects.requireNonNull;

import io.deploytrail.pulumi.Subject;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.Effect;
import io.deploytrail.trust.StatementTrace;
import io.deploytrail.trust.Trace;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.Try;
import io.deploytrail.trust.refusal.TryAnswer.AskedCondition;
import io.deploytrail.trust.refusal.TryAnswer.Mismatch;
import io.deploytrail.trust.refusal.TryAnswer.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Why a policy refuses a try.
///
/// Of the statements that allow a token of some provider, the one counts that keeps the try out by
/// the fewest things, and of those the one that differs least in spelling. A policy that allows the
/// try is no cause.
public final class PolicyRefusal {
  private static final String ESC = "aws:";

  private final TrustPolicy policy;
  private final Set<String> ownOrganizations;

  /// Without own organizations none is foreign.
  public PolicyRefusal(TrustPolicy policy, Set<String> ownOrganizations) {
    this.policy = requireNonNull(policy, "policy");
    this.ownOrganizations = Set.copyOf(ownOrganizations);
  }

  /// Of a policy that was given for just this question.
  public TryAnswer answer(Try asked) {
    return answer(asked, Certainty.CERTAIN);
  }

  /// `atMost` is how sure it is that this is the policy as of the try.
  public TryAnswer answer(Try asked, Certainty atMost) {
    var trace = policy.evaluate(asked);
    return switch (trace.allowed()) {
      case YES -> allowed(trace);
      case UNDECIDED -> undecided(trace);
      case NO -> refused(trace, atMost);
    };
  }

  private static TryAnswer allowed(Trace trace) {
    var by =
        trace.statements().stream()
            .filter(
                statement -> statement.statement().isAllow() && statement.applies() == Decision.YES)
            .map(statement -> "statement " + statement.statement().name() + " allows it")
            .limit(1)
            .toList();
    return answer(trace, Optional.empty(), Optional.empty(), List.of(), by);
  }

  /// What is undecided may be the cause, and nothing more is known.
  private static TryAnswer undecided(Trace trace) {
    var asked = trace.asked();
    var open =
        trace.statements().stream()
            .filter(statement -> statement.applies() == Decision.UNDECIDED)
            .flatMap(statement ->
                statement.statement().isAllow()
                    ? Miss.of(statement, asked, Decision.UNDECIDED).stream().map(Miss::cause)
                    : Stream.of(Cause.EXPLICIT_DENY))
            .distinct()
            .toList();
    return answer(
        trace,
        open.stream().findFirst().map(cause -> new Reason(cause, Certainty.OPEN)),
        Optional.empty(),
        open.stream().skip(1).toList(),
        List.of());
  }

  private TryAnswer refused(Trace trace, Certainty atMost) {
    var certainty = trace.notDecided().isEmpty() ? atMost : atMost.atMost(Certainty.LIKELY);
    var nearest = nearest(trace);
    var denies =
        trace.statements().stream()
            .filter(statement ->
                statement.statement().effect() == Effect.DENY
                    && statement.applies() == Decision.YES)
            .findFirst();
    if (denies.isPresent()) {
      return denied(trace, denies.get(), nearest, certainty);
    }
    if (nearest.isEmpty()) {
      return fixed(
          answer(
              trace,
              Optional.of(new Reason(Cause.NO_STATEMENT, certainty)),
              Optional.empty(),
              List.of(),
              List.of("no statement of the policy allows a web identity")),
          trace,
          nearest);
    }
    var statement = nearest.get();
    var misses = Miss.of(statement, trace.asked(), Decision.NO);
    var first = misses.getFirst();
    var rivals = Rivals.of(trace, statement, candidates(trace).toList());
    var answer =
        answer(
            trace,
            Optional.of(
                new Reason(
                    first.cause(),
                    rivals.isEmpty() ? certainty : certainty.atMost(Certainty.LIKELY))),
            Optional.of(mismatch(statement, first)),
            others(
                Stream.concat(
                        misses.stream(),
                        rivals.stream().flatMap(rival -> misses(rival, trace).stream()))
                    .toList(),
                first.cause()),
            Stream.concat(
                    misses.stream().map(miss -> Sentences.of(miss, statement, trace.asked())),
                    rivals.stream()
                        .map(rival ->
                            "or, by statement "
                                + rival.statement().name()
                                + ": "
                                + Sentences.of(
                                    misses(rival, trace).getFirst(), rival, trace.asked())))
                .toList());
    return fixed(answer, trace, nearest);
  }

  /// Nobody is let in for whom others knock.
  private TryAnswer fixed(TryAnswer answer, Trace trace, Optional<StatementTrace> nearest) {
    var foreign = foreignOrganization(trace.asked());
    if (foreign.isPresent()) {
      return answer.with(
          foreign.get() + " is not one of your organizations (" + ownOrganizations() + ")");
    }
    return new PolicyFix(policy, trace.asked()).change(nearest).map(answer::withFix).orElse(answer);
  }

  private String ownOrganizations() {
    return String.join(", ", ownOrganizations.stream().sorted().toList());
  }

  private static TryAnswer denied(
      Trace trace, StatementTrace denying, Optional<StatementTrace> nearest, Certainty certainty) {
    var condition = denying.conditions().stream().findFirst();
    var mismatch =
        new Mismatch(
            denying.statement().name(),
            condition.map(of ->
                new AskedCondition(
                    of.condition().operator().text(),
                    of.condition().key(),
                    of.condition().texts())),
            condition.flatMap(of -> of.actualValue()),
            Optional.empty(),
            Optional.empty());
    var allows = trace.any(Effect.ALLOW) != Decision.NO;
    var others =
        allows
            ? List.<Cause>of()
            : nearest
                .map(statement ->
                    others(Miss.of(statement, trace.asked(), Decision.NO), Cause.EXPLICIT_DENY))
                .orElse(List.of(Cause.NO_STATEMENT));
    return answer(
        trace,
        Optional.of(new Reason(Cause.EXPLICIT_DENY, certainty)),
        Optional.of(mismatch),
        others,
        List.of("statement " + denying.statement().name() + " denies it explicitly"));
  }

  private static List<Cause> others(List<Miss> misses, Cause but) {
    return misses.stream().map(Miss::cause).distinct().filter(cause -> cause != but).toList();
  }

  private static Mismatch mismatch(StatementTrace statement, Miss miss) {
    return new Mismatch(
        statement.statement().name(),
        miss.condition()
            .map(of ->
                new AskedCondition(
                    of.condition().operator().text(),
                    of.condition().key(),
                    of.condition().texts())),
        miss.condition().flatMap(of -> of.actualValue()),
        miss.nearest().map(Miss.Nearest::text),
        miss.part());
  }

  /// The statement that would let in a token of some provider, and differs least.
  private static Optional<StatementTrace> nearest(Trace trace) {
    var order =
        // Another provider or action is no slip of the pen.
        Comparator.comparing((StatementTrace statement) -> statement.principal() == Decision.NO)
            .thenComparing(statement -> statement.action() == Decision.NO)
            .thenComparingInt(statement -> misses(statement, trace).size())
            .thenComparingInt(
                statement -> misses(statement, trace).stream().mapToInt(Miss::distance).sum());
    return candidates(trace).min(order);
  }

  /// The statements that let in tokens of some provider, but not this one.
  private static Stream<StatementTrace> candidates(Trace trace) {
    return trace.statements().stream()
        .filter(statement ->
            statement.statement().isAllow()
                && statement.statement().principals().isOfWebIdentities()
                && !misses(statement, trace).isEmpty());
  }

  private static List<Miss> misses(StatementTrace statement, Trace trace) {
    return Miss.of(statement, trace.asked(), Decision.NO);
  }

  /// The token's organization, where it is none of one's own.
  private Optional<String> foreignOrganization(Try asked) {
    return ownOrganizations.isEmpty()
        ? Optional.empty()
        : organization(asked).filter(name -> !ownOrganizations.contains(name));
  }

  /// As the subject names it, else the audience, `<organization>` or `aws:<organization>`.
  private static Optional<String> organization(Try asked) {
    return asked
        .subject()
        .map(Subject::parse)
        .flatMap(subject ->
            switch (subject) {
              case Subject.Deployment(_, var stack, _) -> Optional.of(stack.organization());
              case Subject.Environment environment -> Optional.of(environment.organization());
              case Subject.CustomerManagedKey(_, var name) -> Optional.of(name);
              case Subject.Foreign _ -> Optional.<String>empty();
            })
        .or(() ->
            asked
                .audience()
                .map(name -> name.startsWith(ESC) ? name.substring(ESC.length()) : name));
  }

  private static TryAnswer answer(
      Trace trace,
      Optional<Reason> reason,
      Optional<Mismatch> mismatch,
      List<Cause> otherCauses,
      List<String> evidence) {
    return new TryAnswer(
        trace.asked().role(),
        trace.allowed(),
        reason,
        mismatch,
        Optional.empty(),
        otherCauses,
        new ArrayList<>(evidence),
        trace.notDecided());
  }
}
