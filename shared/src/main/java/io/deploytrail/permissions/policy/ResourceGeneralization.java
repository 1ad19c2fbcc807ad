package io.deploytrail.permissions.policy;

import io.deploytrail.trust.Wildcards;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The resources that a policy grants for those that were seen: each as narrow as what was seen
/// shows that it will be needed again.
///
/// - A resource without a [ChangingPart], or one that several runs used, as it is.
/// - Of others that differ in that part alone, at least three: what they have in common.
/// - Else the pattern of the type. Patterns that differ in account or Region have a `*` there.
final class ResourceGeneralization {
  private static final int ENOUGH = 3;
  private static final int REGION = 3;
  private static final int ACCOUNT = 4;
  private static final int PARTS = 6;

  private final RunEvidence evidence;
  private final SortedSet<GrantedResource> granted = new TreeSet<>();
  private final SortedSet<String> typePatterns = new TreeSet<>();
  private final SortedSet<String> reasons = new TreeSet<>();

  private ResourceGeneralization(RunEvidence evidence) {
    this.evidence = evidence;
  }

  static ResourceGeneralization of(Map<String, SeenResources> seen, RunEvidence evidence) {
    var generalization = new ResourceGeneralization(evidence);
    seen.forEach(generalization::add);
    generalization.addTypePatterns();
    return generalization;
  }

  List<GrantedResource> granted() {
    return List.copyOf(granted);
  }

  SortedSet<String> reasons() {
    return reasons;
  }

  private void add(String pattern, SeenResources seen) {
    if (seen.patterns().areMore() || seen.patterns().texts().contains(pattern)) {
      // What the call's mapping says of it is its need's reason.
      grantType(pattern, seen);
      return;
    }
    var ofType = new ArrayList<GrantedResource>();
    seen.patterns()
        .texts()
        .forEach(text -> ofType.add(new GrantedResource(text, GrantedResource.Breadth.PREFIX)));
    if (seen.exact().areMore()) {
      if (seen.heads().areMore()
          || seen.heads().texts().stream().noneMatch(head -> head.endsWith("/"))) {
        grantType(pattern, seen);
        reasons.add("more than %d resources: all of the type".formatted(SeenResources.MOST_EXACT));
        return;
      }
      reasons.add(
          "more than %d resources: all behind the same first part of the name"
              .formatted(SeenResources.MOST_EXACT));
      seen.heads()
          .texts()
          .forEach(head -> ofType.add(head.endsWith("/") ? prefix(head) : exact(head)));
    } else if (!addEach(pattern, seen.exact().texts(), ofType)) {
      grantType(pattern, seen);
      return;
    }
    granted.addAll(ofType);
  }

  /// Whether they are narrower than their type.
  private boolean addEach(
      String pattern, Collection<String> arns, Collection<GrantedResource> ofType) {
    var stems = stems(arns);
    var stable = new ArrayList<String>();
    var changing = new TreeMap<String, String>();
    for (var arn : arns) {
      ChangingPart.in(arn).stream()
          .filter(part -> !evidence.isOfSeveralRuns(arn.substring(0, part.end())))
          .findFirst()
          .ifPresentOrElse(
              part -> changing.put(arn, arn.substring(0, part.start())), () -> stable.add(arn));
    }
    for (var stem : new TreeSet<>(changing.values())) {
      var isNarrower = stem.length() > PolicyText.fixedLength(pattern, stem);
      if (!isNarrower || stems.getOrDefault(stem, new TreeSet<>()).size() < ENOUGH) {
        reasons.add(
            (isNarrower ? tooFew(stem) : "ids that AWS made, seen in one run only")
                + ": all of the type");
        return false;
      }
      ofType.add(prefix(stem));
      reasons.add("names that change from run to run: all that begin with " + stem);
    }
    stable.stream()
        .filter(arn -> changing.values().stream().noneMatch(arn::startsWith))
        .forEach(arn -> ofType.add(exact(arn)));
    return true;
  }

  private static String tooFew(String stem) {
    return "a name that changes was seen fewer than %d times, and in one run only, of %s"
        .formatted(ENOUGH, stem);
  }

  /// The ARNs by what stands before each of their changing parts.
  private static Map<String, SortedSet<String>> stems(Collection<String> arns) {
    var stems = new TreeMap<String, SortedSet<String>>();
    for (var arn : arns) {
      for (var part : ChangingPart.in(arn)) {
        stems
            .computeIfAbsent(arn.substring(0, part.start()), _ -> new TreeSet<>())
            .add(arn.substring(0, part.end()));
      }
    }
    return stems;
  }

  /// A resource that is not of the pattern after all stays as it is.
  private void grantType(String pattern, SeenResources seen) {
    typePatterns.add(pattern);
    var type = Wildcards.of(pattern);
    seen.exact().texts().stream()
        .filter(arn -> !type.matches(arn))
        .forEach(arn -> granted.add(exact(arn)));
  }

  /// Those of one type as one.
  private void addTypePatterns() {
    var types = new TreeMap<String, List<String>>();
    for (var pattern : typePatterns) {
      var parts = pattern.split(":", PARTS);
      var type =
          parts.length < PARTS ? pattern : String.join(":", parts[1], parts[2], parts[PARTS - 1]);
      types.computeIfAbsent(type, _ -> new ArrayList<>()).add(pattern);
    }
    types
        .values()
        .forEach(patterns -> {
          var pattern = pinned(patterns);
          granted.add(
              new GrantedResource(
                  pattern,
                  pattern.equals("*")
                      ? GrantedResource.Breadth.ALL
                      : GrantedResource.Breadth.TYPE));
        });
    if (typePatterns.contains("*")) {
      granted.removeIf(resource -> !resource.equals(GrantedResource.ALL));
    }
  }

  private String pinned(List<String> patterns) {
    if (patterns.size() == 1) {
      return patterns.getFirst();
    }
    var parts = patterns.getFirst().split(":", PARTS);
    for (var part : List.of(REGION, ACCOUNT)) {
      if (patterns.stream().map(pattern -> pattern.split(":", PARTS)[part]).distinct().count()
          > 1) {
        parts[part] = "*";
        reasons.add(part == REGION ? "calls in several Regions" : "calls in several accounts");
      }
    }
    return String.join(":", parts);
  }

  private static GrantedResource exact(String arn) {
    return new GrantedResource(PolicyText.literal(arn), GrantedResource.Breadth.EXACT);
  }

  private static GrantedResource prefix(String stem) {
    return new GrantedResource(PolicyText.literal(stem) + "*", GrantedResource.Breadth.PREFIX);
  }
}
