package io.deploytrail.attribution;

import io.deploytrail.cloudtrail.Root;
import io.deploytrail.pulumi.Deployment;
import io.deploytrail.pulumi.NameReading;
import io.deploytrail.pulumi.Subject;
import io.deploytrail.pulumi.Variable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a session name says beside its signed subject, without what is not its own: facts, clues,
/// and why.
record StatedFields(
    Deployment facts, Map<Variable, String> clues, Set<Warning> warnings, List<String> evidence) {
  StatedFields {
    evidence = List.copyOf(evidence);
  }

  /// All that the name says.
  static StatedFields of(NameReading reading) {
    return new StatedFields(reading.facts(), reading.clues(), Set.of(), List.of());
  }

  /// The id and the version that the name states.
  static Set<Claim> claims(Subject.Deployment subject, NameReading reading) {
    var claims = new LinkedHashSet<Claim>();
    reading.facts().field(Variable.ID).map(Claim.Id::new).ifPresent(claims::add);
    reading
        .facts()
        .field(Variable.VERSION)
        .map(version -> new Claim.Version(subject.stack(), version))
        .ifPresent(claims::add);
    return claims;
  }

  /// What the name of that root says and is its own. Whoever copied an id copied the version beside
  /// it.
  static StatedFields of(
      Root root,
      Subject.Deployment subject,
      NameReading reading,
      Ownership ownership,
      SessionLookup index) {
    var claims = claims(subject, reading);
    if (claims.isEmpty()) {
      return of(reading);
    }
    var claimants = index.claimants(claims);
    var clues = EnumSet.noneOf(Variable.class);
    var warnings = EnumSet.noneOf(Warning.class);
    var evidence = new ArrayList<String>();
    for (var claim : claims) {
      var decision = ownership.of(root, claim, claimants.getOrDefault(claim, Claimants.NONE));
      evidence.addAll(decision.evidence());
      if (!decision.isKept()) {
        switch (claim) {
          case Claim.Id _ -> {
            warnings.add(Warning.ID_REUSED);
            clues.addAll(List.of(Variable.ID, Variable.VERSION));
          }
          case Claim.Version _ -> {
            warnings.add(Warning.VERSION_REUSED);
            clues.add(Variable.VERSION);
          }
        }
      }
    }
    return without(clues, reading, warnings, evidence);
  }

  private static StatedFields without(
      Set<Variable> lost, NameReading reading, Set<Warning> warnings, List<String> evidence) {
    var facts = new EnumMap<Variable, String>(Variable.class);
    var clues = new EnumMap<Variable, String>(Variable.class);
    clues.putAll(reading.clues());
    reading
        .facts()
        .fields()
        .forEach(
            (variable, value) -> (lost.contains(variable) ? clues : facts).put(variable, value));
    return new StatedFields(new Deployment(facts), clues, warnings, evidence);
  }
}
