package io.deploytrail.trust.refusal;

import static java.util.Objects.requireNonNull;

import io.deploytrail.trust.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
      Optional<Part> part) {
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

  /// This, and one more sentence.
  TryAnswer with(String sentence) {
    var sentences = new ArrayList<>(evidence);
    sentences.add(sentence);
    return new TryAnswer(role, allowed, reason, mismatch, fix, otherCauses, sentences, notDecided);
  }
}
