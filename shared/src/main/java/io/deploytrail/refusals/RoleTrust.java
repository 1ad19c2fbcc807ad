package io.deploytrail.refusals;

import io.deploytrail.attribution.Page;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.TrustHistory;
import io.deploytrail.cloudtrail.ProviderChange;
import io.deploytrail.cloudtrail.RoleName;
import io.deploytrail.cloudtrail.RoleTrustChange;
import io.deploytrail.cloudtrail.TrustState;
import io.deploytrail.trust.RoleArn;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.UnreadableTrustPolicyException;
import io.deploytrail.trust.refusal.Certainty;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The trust of roles as of a time: from the changes that CloudTrail recorded, else from what the
/// asker has at hand.
///
/// Asks once for a role's or a provider's changes.
public final class RoleTrust {
  /// AWS let a try in 8 to 11 seconds after a change, in three runs; a minute is on the safe side.
  private static final Duration PROPAGATION = Duration.ofSeconds(60);

  /// Later than any record.
  private static final Instant EVER = Instant.parse("9999-12-31T23:59:59Z");

  private static final int CHANGES = 100;

  private final TrustHistory history;
  private final GivenPolicies given;
  private final Map<String, Page<RoleTrustChange>> changes = new HashMap<>();
  private final Map<String, List<ProviderChange>> providerChanges = new HashMap<>();

  public RoleTrust(TrustHistory history, GivenPolicies given) {
    this.history = history;
    this.given = given;
  }

  /// Empty for a text that is no role's ARN.
  public static Optional<RoleName> role(String arn) {
    return RoleArn.parse(arn).map(role -> new RoleName(role.account(), role.name()));
  }

  /// As far as is known, that of today.
  public PolicyInForce now(String arn) {
    return at(arn, EVER);
  }

  PolicyInForce at(String arn, Instant time) {
    var before = role(arn).map(role -> upTo(role, time)).orElse(List.of());
    var state = TrustState.after(before);
    if (state.isEmpty()) {
      return atHand(arn);
    }
    return switch (state.get()) {
      case TrustState.PolicySet(var document) ->
          otherPath(arn, before).orElseGet(() -> recorded(arn, document, before, time));
      case TrustState.RoleDeleted _ ->
          new PolicyInForce.NoRole(
              sureness(arn, before, time), "the role was deleted at " + told(before.getFirst()));
      case TrustState.PolicyNotKnown _ ->
          atHand(arn) instanceof PolicyInForce.Policy known
              ? known
              : new PolicyInForce.NotKnown(
                  Optional.of(
                      "the role's policy was changed at "
                          + told(before.getFirst())
                          + ", and no record holds the one that came of it"));
    };
  }

  private List<RoleTrustChange> upTo(RoleName role, Instant time) {
    var known =
        changes.computeIfAbsent(
            role.key(), _ -> history.ofRole(role, EVER, PageRequest.first(CHANGES)));
    var before =
        known.items().stream().filter(change -> !change.event().time().isAfter(time)).toList();
    return before.isEmpty() && known.next().isPresent()
        ? history.ofRole(role, time, PageRequest.first(CHANGES)).items()
        : before;
  }

  private PolicyInForce recorded(
      String arn, String document, List<RoleTrustChange> before, Instant time) {
    var last = before.getFirst();
    TrustPolicy policy;
    try {
      policy = TrustPolicy.parse(document);
    } catch (UnreadableTrustPolicyException e) {
      return new PolicyInForce.NotKnown(
          Optional.of("the policy set at " + told(last) + " cannot be read: " + e.getMessage()));
    }
    var evidence = new ArrayList<String>();
    evidence.add("the policy in force was set at " + told(last));
    var since = changedSince(arn, time);
    since.stream()
        .findFirst()
        .ifPresent(change -> evidence.add("it was changed since, at " + told(change)));
    if (isGap(before, since)) {
      evidence.add("between these a change is missing: a role is not created while it is there");
    }
    return new PolicyInForce.Policy(policy, sureness(arn, before, time), evidence);
  }

  /// The role's name is that of a role with another path: to STS, which takes ARNs, it is none.
  private static Optional<PolicyInForce> otherPath(String arn, List<RoleTrustChange> before) {
    return before.stream()
        .flatMap(change -> change.arn().stream())
        .findFirst()
        .filter(known -> !known.equalsIgnoreCase(arn))
        .map(known ->
            new PolicyInForce.NoRole(
                Certainty.LIKELY, "the role of that name is " + known + ": its path is another"));
  }

  /// Those of the role after that time, newest first.
  private List<RoleTrustChange> changedSince(String arn, Instant time) {
    return role(arn).map(role -> changes.get(role.key())).stream()
        .flatMap(known -> known.items().stream())
        .filter(change -> change.event().time().isAfter(time))
        .toList();
  }

  /// A change of the last minute may not have reached all of AWS; and where a change is missing, it
  /// may have come before the try.
  private Certainty sureness(String arn, List<RoleTrustChange> before, Instant time) {
    return isRecent(before.getFirst().event().time(), time)
            || isGap(before, changedSince(arn, time))
        ? Certainty.LIKELY
        : Certainty.CERTAIN;
  }

  /// Whether the next change after the try does not follow on the last one before it.
  private static boolean isGap(List<RoleTrustChange> before, List<RoleTrustChange> since) {
    if (since.isEmpty()) {
      return false;
    }
    return since.getLast().isCreation()
        != before.getFirst().state() instanceof TrustState.RoleDeleted;
  }

  private PolicyInForce atHand(String arn) {
    return given
        .ofRole()
        .apply(arn)
        .map(this::given)
        .orElse(new PolicyInForce.NotKnown(Optional.empty()));
  }

  private PolicyInForce given(String text) {
    try {
      return new PolicyInForce.Policy(
          TrustPolicy.parse(text),
          Certainty.LIKELY,
          List.of(
              "the policy is that of "
                  + given.origin()
                  + "; no record says since when it is the role's"));
    } catch (UnreadableTrustPolicyException e) {
      return new PolicyInForce.NotKnown(
          Optional.of("the policy in " + given.origin() + " cannot be read: " + e.reason()));
    }
  }

  /// The last change of role or provider, if the try came less than a minute after it.
  Optional<String> justBefore(String arn, String provider, Instant time) {
    var ofRole =
        role(arn).stream()
            .flatMap(role -> upTo(role, time).stream())
            .findFirst()
            .filter(change -> isRecent(change.event().time(), time))
            .map(change -> "the role was changed at " + told(change));
    return ofRole.or(() ->
        ofProvider(provider).stream()
            .filter(change -> !change.event().time().isAfter(time))
            .findFirst()
            .filter(change -> isRecent(change.event().time(), time))
            .map(change ->
                "the provider was changed at "
                    + change.event().time()
                    + " by event "
                    + change.event().id()));
  }

  /// The provider's changes, newest first.
  List<ProviderChange> ofProvider(String provider) {
    return providerChanges.computeIfAbsent(
        provider, arn -> history.ofProvider(arn, EVER, PageRequest.first(CHANGES)).items());
  }

  private static boolean isRecent(Instant change, Instant time) {
    return Duration.between(change, time).compareTo(PROPAGATION) < 0;
  }

  private static String told(RoleTrustChange change) {
    return change.event().time()
        + " by "
        + change.event().name().orElse("an event")
        + ", event "
        + change.event().id();
  }
}
