package io.deploytrail.attribution;

import io.deploytrail.pulumi.Deployment;
import io.deploytrail.pulumi.Variable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes one answer of the origins that fit a call equally well.
final class Agreement {
  private Agreement() {}

  /// The answer that all origins share; else `AMBIGUOUS` with the candidates and the fields on
  /// which all of them agree.
  static Origin oneOf(List<Origin> origins) {
    var first = origins.getFirst();
    if (origins.size() == 1) {
      return first;
    }
    var warnings = EnumSet.noneOf(Warning.class);
    origins.forEach(origin -> warnings.addAll(origin.warnings()));
    if (origins.stream().allMatch(other -> first.conclusion().answersLike(other.conclusion()))) {
      var weakest =
          origins.stream()
              .flatMap(origin -> origin.confidence().stream())
              .reduce(Confidence::weaker);
      var several = origins.size() + " sessions fit, and all of them lead to this answer";
      return weakest.map(first::tiedBy).orElse(first).with(warnings, List.of(several));
    }
    return origins.stream().anyMatch(origin -> origin.verdict().isPulumi())
        ? ambiguous(origins, warnings)
        : suspect(origins);
  }

  /// Several non-Pulumi sessions fit, some with a name that presents itself.
  private static Origin suspect(List<Origin> origins) {
    return origins.stream()
        .filter(origin -> origin.verdict() == Verdict.SUSPECT)
        .findFirst()
        .orElse(origins.getFirst());
  }

  private static Origin ambiguous(List<Origin> origins, EnumSet<Warning> warnings) {
    var candidates = new LinkedHashSet<Candidate>();
    var evidence = new ArrayList<String>();
    evidence.add(origins.size() + " sessions fit equally");
    for (var origin : origins) {
      candidates.addAll(origin.conclusion().asCandidates());
      evidence.addAll(origin.evidence());
    }
    var agreed = agreedDeployment(origins);
    return new Origin(
        Conclusion.ambiguous(
            agreed, stated(agreed, origins), agreedEnvironment(origins), List.copyOf(candidates)),
        warnings,
        evidence,
        List.of());
  }

  private static Deployment agreedDeployment(List<Origin> origins) {
    return origins.stream()
        .map(Origin::deployment)
        .reduce(Deployment::agreeing)
        .orElse(Deployment.UNKNOWN);
  }

  /// Of the fields on which all agree, those that one of them has from the session name alone.
  private static Set<Variable> stated(Deployment agreed, List<Origin> origins) {
    var stated = EnumSet.noneOf(Variable.class);
    origins.forEach(origin -> stated.addAll(origin.stated()));
    stated.retainAll(agreed.fields().keySet());
    return stated;
  }

  private static Optional<Environment> agreedEnvironment(List<Origin> origins) {
    var environments =
        origins.stream().flatMap(origin -> origin.environment().stream()).distinct().toList();
    var organizations = environments.stream().map(Environment::organization).distinct().toList();
    return origins.stream().anyMatch(origin -> origin.environment().isEmpty())
            || organizations.size() != 1
        ? Optional.empty()
        : environments.stream().reduce(Environment::agreeing);
  }
}
