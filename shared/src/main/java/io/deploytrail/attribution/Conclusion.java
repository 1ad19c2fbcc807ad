package io.deploytrail.attribution;

import static java.util.Objects.requireNonNull;

import io.deploytrail.pulumi.Deployment;
import io.deploytrail.pulumi.Variable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the evidence comes to: a verdict, how well it is known, and what it names.
///
/// `stated` are those of the deployment's fields that only the settable session name says. `clues`
/// must not be taken for facts. `NONE`, `SUSPECT` and `AMBIGUOUS` have no confidence; `NONE` and
/// `SUSPECT` name nothing.
public record Conclusion(
    Verdict verdict,
    Optional<Confidence> confidence,
    Deployment deployment,
    Set<Variable> stated,
    Optional<Environment> environment,
    List<Candidate> candidates,
    Map<Variable, String> clues) {
  static final Conclusion NONE = nothing(Verdict.NONE);
  static final Conclusion SUSPECT = nothing(Verdict.SUSPECT);

  public Conclusion {
    requireNonNull(verdict, "verdict");
    requireNonNull(confidence, "confidence");
    requireNonNull(deployment, "deployment");
    requireNonNull(environment, "environment");
    var statedCopy = EnumSet.noneOf(Variable.class);
    statedCopy.addAll(stated);
    stated = Collections.unmodifiableSet(statedCopy);
    candidates = List.copyOf(candidates);
    var clueCopy = new EnumMap<Variable, String>(Variable.class);
    clueCopy.putAll(clues);
    clues = Collections.unmodifiableMap(clueCopy);
    if (verdict.hasConfidence() == confidence.isEmpty()) {
      throw new IllegalArgumentException(verdict + " with confidence " + confidence);
    }
    if (!deployment.fields().keySet().containsAll(stated)) {
      throw new IllegalArgumentException(stated + " stated of " + deployment);
    }
  }

  private static Conclusion nothing(Verdict verdict) {
    return new Conclusion(
        verdict,
        Optional.empty(),
        Deployment.UNKNOWN,
        Set.of(),
        Optional.empty(),
        List.of(),
        Map.of());
  }

  /// A session of Pulumi's, of whose deployment that much is known: the verdict follows from it.
  static Conclusion of(
      Confidence confidence,
      Deployment deployment,
      Set<Variable> stated,
      Map<Variable, String> clues) {
    return new Conclusion(
        verdict(deployment),
        Optional.of(confidence),
        deployment,
        stated,
        Optional.empty(),
        List.of(),
        clues);
  }

  private static Verdict verdict(Deployment deployment) {
    if (deployment.isOne()) {
      return Verdict.DEPLOYMENT;
    }
    return deployment.field(Variable.STACK).isPresent() ? Verdict.STACK : Verdict.PULUMI;
  }

  /// A session of an ESC environment, which Pulumi signed.
  static Conclusion of(Environment environment) {
    return new Conclusion(
        Verdict.ENVIRONMENT,
        Optional.of(Confidence.PROVEN),
        Deployment.UNKNOWN,
        Set.of(),
        Optional.of(environment),
        List.of(),
        Map.of());
  }

  /// Several answers that fit equally, and what they agree on.
  static Conclusion ambiguous(
      Deployment agreed,
      Set<Variable> stated,
      Optional<Environment> environment,
      List<Candidate> candidates) {
    return new Conclusion(
        Verdict.AMBIGUOUS, Optional.empty(), agreed, stated, environment, candidates, Map.of());
  }

  /// The same, known no better than that.
  Conclusion weakenedTo(Confidence limit) {
    return new Conclusion(
        verdict, confidence.map(limit::weaker), deployment, stated, environment, candidates, clues);
  }

  /// Whether both are the same answer, however well each is known.
  boolean answersLike(Conclusion other) {
    return verdict == other.verdict
        && deployment.equals(other.deployment)
        && environment.equals(other.environment)
        && candidates.equals(other.candidates);
  }

  /// What this would be as one of several candidates: nothing for what is not Pulumi's.
  List<Candidate> asCandidates() {
    return switch (verdict) {
      case DEPLOYMENT, STACK, PULUMI ->
          deployment.fields().isEmpty()
              ? List.of()
              : List.of(new Candidate.OfDeployment(deployment));
      case ENVIRONMENT ->
          environment.<Candidate>map(Candidate.OfEnvironment::new).stream().toList();
      case AMBIGUOUS -> candidates;
      case SUSPECT, NONE -> List.of();
    };
  }
}
