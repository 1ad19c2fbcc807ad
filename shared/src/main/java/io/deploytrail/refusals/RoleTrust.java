package io.deploytrail.refusals;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.Page;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.TrustHistory;
import io.deploytrail.cloudtrail.RoleName;
import io.deploytrail.cloudtrail.RoleTrustChange;
import io.deploytrail.cloudtrail.TrustChange;
import io.deploytrail.cloudtrail.TrustState;
import io.deploytrail.refusals.RoleAtHand.GivenPolicy;
import io.deploytrail.refusals.RoleAtHand.HeldRole;
import io.deploytrail.refusals.RoleAtHand.MissingRole;
import io.deploytrail.refusals.RoleAtHand.RoleNotRead;
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
/// Only a recorded policy can be certain. That no change is recorded proves nothing, since nothing
/// says of what time the index holds all of IAM's records; but what IAM holds now may show that one
/// is missing ([RecordedBesideIam]). Asks once for a role's changes.
public final class RoleTrust {
  /// AWS let a try in 8 to 11 seconds after a change, in three runs; a minute is on the safe side.
  private static final Duration PROPAGATION = Duration.ofSeconds(60);

  /// Later than any record.
  static final Instant EVER = Instant.parse("9999-12-31T23:59:59Z");

  static final int CHANGES = 100;

  private final TrustHistory history;
  private final TrustAtHand atHand;
  private final Map<String, Page<RoleTrustChange>> changes = new HashMap<>();

  public RoleTrust(TrustHistory history, TrustAtHand atHand) {
    this.history = requireNonNull(history, "history");
    this.atHand = requireNonNull(atHand, "atHand");
  }

  /// Empty for a text that is no role's ARN.
  public static Optional<RoleName> role(String arn) {
    return RoleArn.parse(arn).map(role -> new RoleName(role.account(), role.name()));
  }

  /// As far as is known, that of today: what IAM holds, where it was asked.
  public PolicyInForce now(String arn) {
    return switch (atHand.ofRole(arn)) {
      case HeldRole held -> now(arn, held);
      case MissingRole missing -> missing(arn, missing, EVER);
      case GivenPolicy _, RoleNotRead _ -> at(arn, EVER);
    };
  }

  private PolicyInForce now(String arn, HeldRole held) {
    var evidence = new ArrayList<String>();
    evidence.add("the policy is the one that IAM holds, read at " + held.readAt());
    beside(arn, held).sentence().ifPresent(evidence::add);
    return otherPath(arn, Optional.of(held.arn()))
        .orElseGet(() -> policy(held.document(), "IAM", Certainty.CERTAIN, evidence));
  }

  PolicyInForce at(String arn, Instant time) {
    var before = role(arn).map(role -> upTo(role, time)).orElse(List.of());
    var state = TrustState.after(before);
    if (state.isEmpty()) {
      return atHand(arn, time);
    }
    return switch (state.get()) {
      case TrustState.PolicySet(var document) ->
          otherPath(arn, path(arn, before)).orElseGet(() -> recorded(arn, document, before, time));
      case TrustState.RoleDeleted _ -> deleted(arn, before, time);
      case TrustState.PolicyNotKnown _ -> notRecorded(before.getFirst(), atHand(arn, time));
    };
  }

  private static PolicyInForce notRecorded(RoleTrustChange change, PolicyInForce atHand) {
    var sentence =
        "the role's policy was changed at "
            + told(change)
            + ", and no record holds the one that came of it";
    return atHand instanceof PolicyInForce.NotKnown(var reason)
        ? new PolicyInForce.NotKnown(
            Optional.of(reason.map(why -> sentence + "; " + why).orElse(sentence)))
        : atHand;
  }

  private PolicyInForce deleted(String arn, List<RoleTrustChange> before, Instant time) {
    var beside = beside(arn, atHand.ofRole(arn));
    var sentence = "the role was deleted at " + told(before.getFirst());
    return new PolicyInForce.NoRole(
        sureness(arn, before, time).atMost(beside.atMost()),
        beside.sentence().map(more -> sentence + "; " + more).orElse(sentence));
  }

  private List<RoleTrustChange> upTo(RoleName role, Instant time) {
    var known = known(role);
    var before =
        known.items().stream().filter(change -> !change.event().time().isAfter(time)).toList();
    return before.isEmpty() && known.next().isPresent()
        ? history.ofRole(role, time, PageRequest.first(CHANGES)).items()
        : before;
  }

  private Page<RoleTrustChange> known(RoleName role) {
    return changes.computeIfAbsent(
        role.key(), _ -> history.ofRole(role, EVER, PageRequest.first(CHANGES)));
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
    var beside = beside(arn, atHand.ofRole(arn));
    beside.sentence().ifPresent(evidence::add);
    return new PolicyInForce.Policy(
        policy, sureness(arn, before, time).atMost(beside.atMost()), evidence);
  }

  /// The role's last recorded change beside what is at hand.
  private RecordedBesideIam beside(String arn, RoleAtHand held) {
    return RecordedBesideIam.of(held, role(arn).map(role -> known(role).items()).orElse(List.of()));
  }

  /// The role's ARN with its path: of the creation that is recorded, else as IAM has it of a role
  /// that was there then.
  private Optional<String> path(String arn, List<RoleTrustChange> before) {
    return before.stream()
        .flatMap(change -> change.arn().stream())
        .findFirst()
        .or(() ->
            atHand.ofRole(arn) instanceof HeldRole held
                    && !held.createdAt().isAfter(before.getFirst().event().time())
                ? Optional.of(held.arn())
                : Optional.empty());
  }

  /// The role's name is that of a role with another path: to STS, which takes ARNs, it is none.
  private static Optional<PolicyInForce> otherPath(String arn, Optional<String> path) {
    return path.filter(known -> !known.equalsIgnoreCase(arn))
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

  /// What is at hand, where no record says what was in force. It may have been set since.
  private PolicyInForce atHand(String arn, Instant time) {
    return switch (atHand.ofRole(arn)) {
      case GivenPolicy(var document, var origin) ->
          policy(
              document,
              origin,
              Certainty.LIKELY,
              likely(arn, time, "the policy is that of " + origin));
      case HeldRole held -> held(arn, time, held);
      case MissingRole missing -> missing(arn, missing, time);
      case RoleNotRead(var reason) -> new PolicyInForce.NotKnown(reason);
    };
  }

  private PolicyInForce held(String arn, Instant time, HeldRole held) {
    if (held.createdAt().isAfter(time)) {
      return new PolicyInForce.NoRole(
          Certainty.LIKELY,
          "IAM made the role at %s, after the try: then it was not there, or was another one of that name"
              .formatted(held.createdAt()));
    }
    return otherPath(arn, Optional.of(held.arn()))
        .orElseGet(() ->
            policy(
                held.document(),
                "IAM",
                Certainty.LIKELY,
                likely(
                    arn, time, "the policy is the one that IAM holds, read at " + held.readAt())));
  }

  /// IAM has no such role; that it was changed after the try, and not created, says that it was
  /// there then.
  private PolicyInForce missing(String arn, MissingRole missing, Instant time) {
    var sentence = "IAM has no such role, asked at " + missing.readAt();
    var since = changedSince(arn, time);
    return since.isEmpty() || since.getLast().isCreation()
        ? new PolicyInForce.NoRole(Certainty.LIKELY, sentence)
        : new PolicyInForce.NotKnown(
            Optional.of(sentence + "; it was there, and changed at " + told(since.getLast())));
  }

  private List<String> likely(String arn, Instant time, String source) {
    var evidence = new ArrayList<String>();
    evidence.add(source + "; no record says since when it is the role's");
    changedSince(arn, time).stream()
        .findFirst()
        .ifPresent(change ->
            evidence.add(
                "the role was changed since, at "
                    + told(change)
                    + ", so that its policy may have been another one"));
    return evidence;
  }

  private static PolicyInForce policy(
      String text, String origin, Certainty certainty, List<String> evidence) {
    try {
      return new PolicyInForce.Policy(TrustPolicy.parse(text), certainty, evidence);
    } catch (UnreadableTrustPolicyException e) {
      return new PolicyInForce.NotKnown(
          Optional.of("the policy in " + origin + " cannot be read: " + e.reason()));
    }
  }

  /// The last change of the role, if the try came less than a minute after it.
  Optional<String> justBefore(String arn, Instant time) {
    return role(arn).stream()
        .flatMap(role -> upTo(role, time).stream())
        .findFirst()
        .filter(change -> isRecent(change.event().time(), time))
        .map(change -> "the role was changed at " + told(change));
  }

  /// Whether a change may not have reached all of AWS at that time.
  static boolean isRecent(Instant change, Instant time) {
    return Duration.between(change, time).compareTo(PROPAGATION) < 0;
  }

  static String told(TrustChange change) {
    return change.event().time()
        + " by "
        + change.event().name().orElse("an event")
        + ", event "
        + change.event().id();
  }
}
