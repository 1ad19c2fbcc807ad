package io.deploytrail.permissions.policy;

import io.deploytrail.permissions.Label;
import io.deploytrail.permissions.identity.ActionWildcard;
import io.deploytrail.permissions.identity.IdentityPolicy;
import io.deploytrail.permissions.identity.IdentityStatement;
import io.deploytrail.trust.Decision;
import io.deploytrail.trust.Effect;
import io.deploytrail.trust.PolicyValue;
import io.deploytrail.trust.Wildcards;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// A role's identity policies beside what a stack was seen to need: what they lack, and what they
/// grant beyond it.
public record PolicyComparison(List<LackingPermission> lacking, List<UnusedGrant> unused) {
  private static final String REQUESTED_REGION = "aws:RequestedRegion";

  public PolicyComparison {
    lacking = List.copyOf(lacking);
    unused = List.copyOf(unused);
  }

  /// Compares by what the calls named, not by what would be granted for it. What AWS refused, and
  /// counterparts, no call used.
  public static PolicyComparison of(IdentityPolicy given, Collection<NeededAction> needed) {
    var used = needed.stream().filter(PolicyComparison::isUsed).toList();
    return new PolicyComparison(
        used.stream().flatMap(action -> lacking(given, action).stream()).toList(),
        given.statements().stream()
            .filter(statement -> statement.effect() == Effect.ALLOW)
            .flatMap(statement -> unused(statement, used).stream())
            .toList());
  }

  /// Whether it grants all that was used, as far as can be decided.
  public boolean isSufficient() {
    return lacking.stream().noneMatch(LackingPermission::isCertain);
  }

  private static boolean isUsed(NeededAction action) {
    return action.label() == Label.USED || action.label() == Label.IMPLIED;
  }

  private static List<LackingPermission> lacking(IdentityPolicy given, NeededAction needed) {
    var refused = new TreeSet<String>();
    var undecided = new TreeSet<String>();
    for (var keys : keys(needed)) {
      for (var arn : needed.seen()) {
        if (isOfRegion(arn, keys)) {
          note(arn, given.allows(needed.action(), arn, keys), refused, undecided);
        }
      }
      for (var pattern : needed.seenPatterns()) {
        if (isOfRegion(pattern, keys)) {
          note(pattern, given.allowsAll(needed.action(), read(pattern), keys), refused, undecided);
        }
      }
    }
    if (needed.areMoreSeen()) {
      // The ones that are not listed are among what would be granted for them.
      for (var resource : needed.resources()) {
        for (var keys : keys(needed)) {
          if (given.allowsAll(needed.action(), read(resource.text()), keys) != Decision.YES) {
            undecided.add(resource.text());
          }
        }
      }
    }
    undecided.removeAll(refused);
    var lacking = new ArrayList<LackingPermission>();
    if (!refused.isEmpty()) {
      lacking.add(permission(needed, refused, true));
    }
    if (!undecided.isEmpty()) {
      lacking.add(permission(needed, undecided, false));
    }
    return lacking;
  }

  private static LackingPermission permission(
      NeededAction needed, Collection<String> resources, boolean isCertain) {
    return new LackingPermission(
        needed.action(), List.copyOf(resources), isCertain, needed.example());
  }

  private static void note(
      String resource, Decision allowed, Collection<String> refused, Collection<String> undecided) {
    switch (allowed) {
      case YES -> {}
      case NO -> refused.add(resource);
      case UNDECIDED -> undecided.add(resource);
    }
  }

  private static Wildcards read(String pattern) {
    return PolicyValue.withVariables(pattern)
        .constant()
        .orElseGet(() -> Wildcards.of(PolicyText.literal(pattern)));
  }

  /// The known keys of the calls: once for each Region that they were made in.
  private static List<Map<String, String>> keys(NeededAction needed) {
    if (needed.regions().isEmpty()) {
      return List.of(needed.conditions());
    }
    return needed.regions().stream()
        .map(region -> {
          Map<String, String> keys = new HashMap<>(needed.conditions());
          if (!region.isEmpty()) {
            keys.put(REQUESTED_REGION, region);
          }
          return keys;
        })
        .toList();
  }

  /// A resource that names its Region was asked for in that one, if in any of the calls'.
  private static boolean isOfRegion(String resource, Map<String, String> keys) {
    var parts = resource.split(":", 6);
    return parts.length < 6
        || parts[3].isEmpty()
        || parts[3].equals("*")
        || !keys.containsKey(REQUESTED_REGION)
        || parts[3].equals(keys.get(REQUESTED_REGION));
  }

  private static List<UnusedGrant> unused(
      IdentityStatement statement, Collection<NeededAction> used) {
    var unused = new ArrayList<UnusedGrant>();
    for (var granted : statement.actions()) {
      var seen = new TreeSet<String>();
      used.stream().map(NeededAction::action).filter(granted::includes).forEach(seen::add);
      if (seen.isEmpty()) {
        unused.add(
            new UnusedGrant(
                statement.name(),
                granted.text(),
                UnusedGrant.Standing.NOT_SEEN,
                List.of(),
                UnseenReasons.of(granted.text())));
      } else if (isPattern(granted)) {
        unused.add(
            new UnusedGrant(
                statement.name(),
                granted.text(),
                UnusedGrant.Standing.WIDER_THAN_SEEN,
                List.copyOf(seen),
                "grants more than the actions seen; rarer runs, data events and first runs may need"
                    + " some of it"));
      }
    }
    return unused;
  }

  private static boolean isPattern(ActionWildcard granted) {
    return granted.text().contains("*") || granted.text().contains("?");
  }
}
