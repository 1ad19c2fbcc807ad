package io.deploytrail.attribution;

import io.deploytrail.pulumi.Deployment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes one answer of the origins that fit a call equally well.
final class Origins {
  private Origins() {}

  /// The answer that all give; else `AMBIGUOUS` with the candidates and the fields on which all of
  /// them agree.
  static Origin oneOf(List<Origin> origins) {
    var first = origins.getFirst();
    if (origins.size() == 1) {
      return first;
    }
    var warnings = EnumSet.noneOf(Warning.class);
    origins.forEach(origin -> warnings.addAll(origin.warnings()));
    if (origins.stream().allMatch(first::answersLike)) {
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
      candidates.addAll(origin.asCandidates());
      evidence.addAll(origin.evidence());
    }
    var confidence =
        origins.stream().flatMap(origin -> origin.confidence().stream()).reduce(Confidence::weaker);
    return new Origin(
        Verdict.AMBIGUOUS,
        confidence,
        agreedDeployment(origins),
        agreedEnvironment(origins),
        List.copyOf(candidates),
        Map.of(),
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

  private static Optional<Environment> agreedEnvironment(List<Origin> origins) {
    var environments =
        origins.stream().flatMap(origin -> origin.environment().stream()).distinct().toList();
    var organizations = environments.stream().map(Environment::organization).distinct().toList();
    if (origins.stream().anyMatch(origin -> origin.environment().isEmpty())
        || organizations.size() != 1) {
      return Optional.empty();
    }
    var name = environments.size() == 1 ? environments.getFirst().name() : "";
    return Optional.of(new Environment(organizations.getFirst(), name));
  }
}
