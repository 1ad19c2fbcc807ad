package io.deploytrail.trust.refusal;

import static java.util.Objects.requireNonNull;

import io.deploytrail.pulumi.Deployment;
import io.deploytrail.pulumi.Subject;
import io.deploytrail.pulumi.Variable;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.Effect;
import io.deploytrail.trust.StatementTrace;
import io.deploytrail.trust.Trace;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.Try;
import io.deploytrail.trust.refusal.MeantStatements.MeantStatement;
import io.deploytrail.trust.refusal.TryAnswer.AskedCondition;
import io.deploytrail.trust.refusal.TryAnswer.Mismatch;
import io.deploytrail.trust.refusal.TryAnswer.Reason;
import java.util.ArrayList;
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
    var statements = MeantStatements.of(trace);
    var nearest = statements.nearest();
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
    var meant = nearest.get();
    var cause = meant.first().cause();
    var rivals = statements.rivals(meant);
    var isSure = rivals.isEmpty();
    var answer =
        answer(
            trace,
            Optional.of(new Reason(cause, isSure ? certainty : certainty.atMost(Certainty.LIKELY))),
            Optional.of(mismatch(meant)),
            others(
                Stream.concat(Stream.of(meant), rivals.stream())
                    .flatMap(of -> of.misses().stream()),
                cause),
            Stream.concat(
                    meant.misses().stream().map(miss -> sentence(meant, miss, trace)),
                    rivals.stream()
                        .map(rival ->
                            "or, by statement "
                                + rival.name()
                                + ": "
                                + sentence(rival, rival.first(), trace)))
                .toList());
    return fixed(answer, trace, nearest);
  }

  private static String sentence(MeantStatement meant, Miss miss, Trace trace) {
    return Sentences.of(miss, meant.trace(), trace.asked());
  }

  /// Nobody is let in for whom others knock.
  private TryAnswer fixed(TryAnswer answer, Trace trace, Optional<MeantStatement> nearest) {
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
      Trace trace, StatementTrace denying, Optional<MeantStatement> nearest, Certainty certainty) {
    var condition = denying.conditions().stream().findFirst();
    var mismatch =
        new Mismatch(
            denying.statement().name(),
            condition.map(AskedCondition::of),
            condition.flatMap(of -> of.actualValue()),
            Optional.empty(),
            Optional.empty());
    var allows = trace.any(Effect.ALLOW) != Decision.NO;
    var others =
        allows
            ? List.<Cause>of()
            : nearest
                .map(meant -> others(meant.misses().stream(), Cause.EXPLICIT_DENY))
                .orElse(List.of(Cause.NO_STATEMENT));
    return answer(
        trace,
        Optional.of(new Reason(Cause.EXPLICIT_DENY, certainty)),
        Optional.of(mismatch),
        others,
        List.of("statement " + denying.statement().name() + " denies it explicitly"));
  }

  private static List<Cause> others(Stream<Miss> misses, Cause but) {
    return misses.map(Miss::cause).distinct().filter(cause -> cause != but).toList();
  }

  private static Mismatch mismatch(MeantStatement meant) {
    var miss = meant.first();
    return new Mismatch(
        meant.name(),
        miss.condition().map(AskedCondition::of),
        miss.condition().flatMap(of -> of.actualValue()),
        miss.nearest().map(Miss.Nearest::text),
        miss.part());
  }

  /// An organization of the token's, by its subject or its audience, that is none of one's own.
  private Optional<String> foreignOrganization(Try asked) {
    return ownOrganizations.isEmpty()
        ? Optional.empty()
        : Stream.of(
                asked.subject().map(Subject::parse).flatMap(Subject::namedOrganization),
                organization(asked))
            .flatMap(Optional::stream)
            .filter(name -> !ownOrganizations.contains(name))
            .findFirst();
  }

  private static Optional<String> organization(Try asked) {
    return asked
        .audience()
        .flatMap(audience -> Deployment.ofAudience(audience).field(Variable.ORGANIZATION));
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
