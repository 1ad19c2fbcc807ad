package io.deploytrail.attribution;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.pulumi.Deployment;
import io.deploytrail.pulumi.Variable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Where a session comes from, with the evidence: an attribution without its call.
///
/// `chain` runs from the session that signed up to its root; `evidence` are plain sentences that a
/// person can check. `NONE` and `SUSPECT` have no confidence, deployment, environment or clues.
public record Origin(
    Verdict verdict,
    Optional<Confidence> confidence,
    Deployment deployment,
    Optional<Environment> environment,
    List<Candidate> candidates,
    Map<Variable, String> clues,
    Set<Warning> warnings,
    List<String> evidence,
    List<Issuance> chain) {
  public Origin {
    requireNonNull(verdict, "verdict");
    requireNonNull(confidence, "confidence");
    requireNonNull(deployment, "deployment");
    requireNonNull(environment, "environment");
    candidates = List.copyOf(candidates);
    var clueCopy = new EnumMap<Variable, String>(Variable.class);
    clueCopy.putAll(clues);
    clues = Collections.unmodifiableMap(clueCopy);
    var warningCopy = EnumSet.noneOf(Warning.class);
    warningCopy.addAll(warnings);
    warnings = Collections.unmodifiableSet(warningCopy);
    evidence = List.copyOf(evidence);
    chain = List.copyOf(chain);
    if (verdict.isPulumi() == confidence.isEmpty()) {
      throw new IllegalArgumentException(verdict + " with confidence " + confidence);
    }
  }

  /// Not Pulumi, or not known to be.
  static Origin none(Set<Warning> warnings, String... evidence) {
    return unattributed(Verdict.NONE, warnings, evidence);
  }

  /// A name that presents itself as a deployment's, on a session that Pulumi's provider did not
  /// mint.
  static Origin suspect(Set<Warning> warnings, String... evidence) {
    return unattributed(Verdict.SUSPECT, warnings, evidence);
  }

  private static Origin unattributed(Verdict verdict, Set<Warning> warnings, String... evidence) {
    return new Origin(
        verdict,
        Optional.empty(),
        Deployment.UNKNOWN,
        Optional.empty(),
        List.of(),
        Map.of(),
        warnings,
        List.of(evidence),
        List.of());
  }

  /// This origin for a call that is tied to its session that well: the weaker confidence counts.
  Origin tiedBy(Confidence tie) {
    return new Origin(
        verdict,
        confidence.map(tie::weaker),
        deployment,
        environment,
        candidates,
        clues,
        warnings,
        evidence,
        chain);
  }

  /// This origin, one session further down the chain.
  Origin of(Issuance session) {
    return new Origin(
        verdict,
        confidence,
        deployment,
        environment,
        candidates,
        clues,
        warnings,
        evidence,
        Stream.concat(Stream.of(session), chain.stream()).toList());
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
        verdict,
        confidence,
        deployment,
        environment,
        candidates,
        clues,
        all,
        Stream.concat(sentences.stream(), evidence.stream()).toList(),
        chain);
  }

  /// This origin of a session whose own name presents itself as a Pulumi deployment: `SUSPECT`
  /// instead of `NONE`.
  Origin presentingItself(String sentence) {
    return new Origin(
        Verdict.SUSPECT,
        Optional.empty(),
        Deployment.UNKNOWN,
        Optional.empty(),
        List.of(),
        Map.of(),
        warnings,
        Stream.concat(Stream.of(sentence), evidence.stream()).toList(),
        chain);
  }

  /// This origin as an answer: that an issuance is missing is worth a warning only where something
  /// points to Pulumi.
  Origin asAnswer() {
    if (verdict != Verdict.NONE || !warnings.contains(Warning.ISSUANCE_MISSING)) {
      return this;
    }
    var worth = EnumSet.copyOf(warnings);
    worth.remove(Warning.ISSUANCE_MISSING);
    return new Origin(
        verdict, confidence, deployment, environment, candidates, clues, worth, evidence, chain);
  }

  /// What this origin would be as one of several candidates: nothing for what is not Pulumi's.
  List<Candidate> asCandidates() {
    return switch (verdict) {
      case DEPLOYMENT, STACK -> List.of(new Candidate.OfDeployment(deployment));
      case ENVIRONMENT ->
          environment.<Candidate>map(Candidate.OfEnvironment::new).stream().toList();
      case AMBIGUOUS -> candidates;
      case SUSPECT, NONE -> List.of();
    };
  }

  /// Whether both give the same answer, whatever their evidence.
  boolean answersLike(Origin other) {
    return verdict == other.verdict
        && deployment.equals(other.deployment)
        && environment.equals(other.environment)
        && candidates.equals(other.candidates);
  }
}
