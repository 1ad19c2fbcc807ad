package io.deploytrail.attribution;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.pulumi.Deployment;
import io.deploytrail.pulumi.Variable;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Where a session comes from, with the evidence: an attribution without its call.
///
/// `chain` runs from the session that signed up to its root; `evidence` are plain sentences that a
/// person can check.
public record Origin(
    Conclusion conclusion, Set<Warning> warnings, List<String> evidence, List<Issuance> chain) {
  public Origin {
    requireNonNull(conclusion, "conclusion");
    var warningCopy = EnumSet.noneOf(Warning.class);
    warningCopy.addAll(warnings);
    warnings = Collections.unmodifiableSet(warningCopy);
    evidence = List.copyOf(evidence);
    chain = List.copyOf(chain);
  }

  /// Not Pulumi, or not known to be.
  public static Origin none(Set<Warning> warnings, String... evidence) {
    return new Origin(Conclusion.NONE, warnings, List.of(evidence), List.of());
  }

  /// A name that presents itself as a deployment's, on a session that Pulumi's provider did not
  /// mint.
  static Origin suspect(Set<Warning> warnings, String... evidence) {
    return new Origin(Conclusion.SUSPECT, warnings, List.of(evidence), List.of());
  }

  /// Of a session so far up a chain that it was followed no further: anybody's, Pulumi's or not.
  static Origin notFollowed(String... evidence) {
    return new Origin(
        Conclusion.ambiguous(Deployment.UNKNOWN, Set.of(), Optional.empty(), List.of()),
        Set.of(Warning.CHAIN_TOO_LONG),
        List.of(evidence),
        List.of());
  }

  /// Whether nothing but a chain that was not followed further is the answer.
  boolean isNotFollowed() {
    return warnings.contains(Warning.CHAIN_TOO_LONG)
        && verdict() == Verdict.AMBIGUOUS
        && candidates().isEmpty();
  }

  public Verdict verdict() {
    return conclusion.verdict();
  }

  public Optional<Confidence> confidence() {
    return conclusion.confidence();
  }

  public Deployment deployment() {
    return conclusion.deployment();
  }

  /// The deployment's fields that only the session name says.
  public Set<Variable> stated() {
    return conclusion.stated();
  }

  public Optional<Environment> environment() {
    return conclusion.environment();
  }

  public List<Candidate> candidates() {
    return conclusion.candidates();
  }

  public Map<Variable, String> clues() {
    return conclusion.clues();
  }

  /// This origin for a call that is tied to its session that well: the weaker confidence counts.
  Origin tiedBy(Confidence tie) {
    return concluding(conclusion.weakenedTo(tie));
  }

  /// This origin with another conclusion.
  Origin concluding(Conclusion other) {
    return new Origin(other, warnings, evidence, chain);
  }

  /// This origin, one session further down the chain.
  Origin of(Issuance session) {
    return new Origin(
        conclusion, warnings, evidence, Stream.concat(Stream.of(session), chain.stream()).toList());
  }

  /// This origin with more warnings, and with sentences that come before its own evidence.
  public Origin with(Set<Warning> more, List<String> sentences) {
    if (more.isEmpty() && sentences.isEmpty()) {
      return this;
    }
    var all = EnumSet.noneOf(Warning.class);
    all.addAll(warnings);
    all.addAll(more);
    return new Origin(
        conclusion, all, Stream.concat(sentences.stream(), evidence.stream()).toList(), chain);
  }

  /// This origin of a session whose own name presents itself as a Pulumi deployment: `SUSPECT`
  /// instead of `NONE`.
  Origin presentingItself(String sentence) {
    return concluding(Conclusion.SUSPECT).with(Set.of(), List.of(sentence));
  }

  /// This origin as an answer: that an issuance is missing is worth a warning only where something
  /// points to Pulumi.
  Origin asAnswer() {
    if (verdict() != Verdict.NONE || !warnings.contains(Warning.ISSUANCE_MISSING)) {
      return this;
    }
    var worth = EnumSet.copyOf(warnings);
    worth.remove(Warning.ISSUANCE_MISSING);
    return new Origin(conclusion, worth, evidence, chain);
  }
}
