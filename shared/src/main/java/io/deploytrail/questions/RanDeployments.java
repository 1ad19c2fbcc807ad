package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.Confidence;
import io.deploytrail.attribution.Origin;
import io.deploytrail.attribution.SessionIndex;
import io.deploytrail.attribution.Warning;
import io.deploytrail.aws.Concurrently;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.questions.Answer.RanDeployment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Groups root sessions by the deployment they lead to, with the sessions bought with them: one
/// request a session more ([SessionTree]).
record RanDeployments(SessionIndex index, Attributor attributor) {
  RanDeployments {
    requireNonNull(index, "index");
    requireNonNull(attributor, "attributor");
  }

  /// A root session that Pulumi minted, and what it leads to.
  record FoundRoot(Root root, Origin origin) {}

  private record FoundSessions(Origin origin, BoughtSessions bought) {}

  /// In the order of those roots.
  List<RanDeployment> of(List<FoundRoot> roots) {
    var tree = new SessionTree(index, attributor);
    var bought = Concurrently.map(roots, found -> tree.below(found.root()));
    var groups = new LinkedHashMap<Object, List<FoundSessions>>();
    for (var number = 0; number < roots.size(); number++) {
      var found = roots.get(number);
      groups
          .computeIfAbsent(group(found), _ -> new ArrayList<>())
          .add(new FoundSessions(found.origin(), bought.get(number)));
    }
    return groups.values().stream().map(RanDeployments::ranOnce).toList();
  }

  /// Without an id or version, two sessions may be two deployments: each stands for itself.
  private static Object group(FoundRoot found) {
    var deployment = found.origin().deployment();
    return deployment.isOne() ? deployment : found.root().event().id();
  }

  private static RanDeployment ranOnce(List<FoundSessions> found) {
    var warnings = EnumSet.noneOf(Warning.class);
    var sessions = new LinkedHashSet<Issuance>();
    var areMore = false;
    var confidence = Confidence.PROVEN;
    for (var each : found) {
      warnings.addAll(each.origin().warnings());
      sessions.addAll(each.bought().all());
      areMore |= each.bought().areMore();
      confidence = each.origin().confidence().map(confidence::weaker).orElse(confidence);
    }
    var inOrder =
        sessions.stream()
            .sorted(Comparator.comparing((Issuance issuance) -> issuance.session().issuedAt()))
            .toList();
    var accounts = new TreeSet<String>();
    var regions = new TreeSet<String>();
    for (var session : inOrder) {
      account(session).ifPresent(accounts::add);
      session.event().region().ifPresent(regions::add);
    }
    var origin = found.getFirst().origin();
    return new RanDeployment(
        origin.deployment(),
        origin.stated(),
        origin.environment(),
        origin.verdict(),
        confidence,
        inOrder,
        areMore,
        inOrder.getFirst().session().issuedAt(),
        inOrder.getLast().session().issuedAt(),
        accounts,
        regions,
        warnings);
  }

  /// The account in which the session acts, by its role.
  private static Optional<String> account(Issuance issuance) {
    return issuance
        .session()
        .assumedRole()
        .map(arn -> arn.split(":", 6))
        .filter(parts -> parts.length == 6 && !parts[4].isEmpty())
        .map(parts -> parts[4])
        .or(() -> issuance.event().account());
  }
}
