package io.deploytrail.trust.refusal;

import static java.util.Objects.requireNonNull;

import io.deploytrail.trust.ConditionTrace;
import io.deploytrail.trust.Decision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What is known of one try: whether it is allowed, and why not.
///
/// `statement` is the statement's Sid or number. `nearest` is the allowed value that differs least
/// from `actual`. `fix` is the policy, changed as little as admits this try and no other token.
public record TryAnswer(
    Optional<String> role,
    Decision allowed,
    Optional<Reason> reason,
    Optional<Mismatch> mismatch,
    Optional<String> fix,
    List<Cause> otherCauses,
    List<String> evidence,
    List<String> notDecided) {
  public TryAnswer {
    requireNonNull(role, "role");
    requireNonNull(allowed, "allowed");
    requireNonNull(reason, "reason");
    requireNonNull(mismatch, "mismatch");
    requireNonNull(fix, "fix");
    otherCauses = List.copyOf(otherCauses);
    evidence = List.copyOf(evidence);
    notDecided = List.copyOf(notDecided);
  }

  /// A cause, and how sure it is.
  public record Reason(Cause cause, Certainty certainty) {
    public Reason {
      requireNonNull(cause, "cause");
      requireNonNull(certainty, "certainty");
    }
  }

  /// The statement that decided, and its condition if one did.
  public record Mismatch(
      String statement,
      Optional<AskedCondition> condition,
      Optional<String> actual,
      Optional<String> nearest,
      Optional<SubjectPart> part) {
    public Mismatch {
      requireNonNull(statement, "statement");
      requireNonNull(condition, "condition");
      requireNonNull(actual, "actual");
      requireNonNull(nearest, "nearest");
      requireNonNull(part, "part");
    }
  }

  /// A condition as the policy writes it.
  public record AskedCondition(String operator, String key, List<String> expected) {
    public AskedCondition {
      requireNonNull(operator, "operator");
      requireNonNull(key, "key");
      expected = List.copyOf(expected);
    }

    static AskedCondition of(ConditionTrace trace) {
      var condition = trace.condition();
      return new AskedCondition(condition.operator().text(), condition.key(), condition.texts());
    }
  }

  public Optional<Cause> cause() {
    return reason.map(Reason::cause);
  }

  public Optional<Certainty> certainty() {
    return reason.map(Reason::certainty);
  }

  TryAnswer withFix(String changed) {
    return new TryAnswer(
        role, allowed, reason, mismatch, Optional.of(changed), otherCauses, evidence, notDecided);
  }

  /// A refusal for a cause that stands beside any policy.
  public static TryAnswer refused(
      Optional<String> role, Cause cause, Certainty certainty, String sentence) {
    return new TryAnswer(
        role,
        Decision.NO,
        Optional.of(new Reason(cause, certainty)),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(sentence),
        List.of());
  }

  /// This, and one more sentence.
  public TryAnswer with(String sentence) {
    return new TryAnswer(
        role,
        allowed,
        reason,
        mismatch,
        fix,
        otherCauses,
        Stream.concat(evidence.stream(), Stream.of(sentence)).toList(),
        notDecided);
  }

  /// This, and one more cause that may be.
  public TryAnswer with(Cause other) {
    return new TryAnswer(
        role,
        allowed,
        reason,
        mismatch,
        fix,
        Stream.concat(otherCauses.stream(), Stream.of(other)).distinct().toList(),
        evidence,
        notDecided);
  }

  /// Whether it is the cause, or may be.
  public boolean mayBe(Cause other) {
    return cause().filter(other::equals).isPresent() || otherCauses.contains(other);
  }

  /// This, and not that cause beside its own.
  public TryAnswer without(Cause other) {
    return new TryAnswer(
        role,
        allowed,
        reason,
        mismatch,
        fix,
        otherCauses.stream().filter(cause -> cause != other).toList(),
        evidence,
        notDecided);
  }

  /// The same try by another cause; the one that was named before stays possible.
  public TryAnswer because(Cause cause, Certainty certainty, String sentence) {
    return new TryAnswer(
        role,
        allowed,
        Optional.of(new Reason(cause, certainty)),
        Optional.empty(),
        Optional.empty(),
        Stream.concat(cause().stream(), otherCauses.stream())
            .filter(other -> other != cause)
            .distinct()
            .toList(),
        Stream.concat(Stream.of(sentence), evidence.stream()).toList(),
        notDecided);
  }
}
