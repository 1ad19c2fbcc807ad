package io.deploytrail.refusals;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.RoleTrustChange;
import io.deploytrail.cloudtrail.TrustChange;
import io.deploytrail.cloudtrail.TrustState;
import io.deploytrail.refusals.RoleAtHand.GivenPolicy;
import io.deploytrail.refusals.RoleAtHand.HeldRole;
import io.deploytrail.refusals.RoleAtHand.MissingRole;
import io.deploytrail.refusals.RoleAtHand.RoleNotRead;
import io.deploytrail.trust.TrustPolicy;
import io.deploytrail.trust.UnreadableTrustPolicyException;
import io.deploytrail.trust.refusal.Certainty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A role's last recorded change beside what IAM holds now.
///
/// Where they differ, a change is missing from the index; it may have come before the try, so that
/// nothing is certain. That they agree proves less: what was changed and changed back does not
/// show.
record RecordedBesideIam(Certainty atMost, Optional<String> sentence) {
  /// By how much the time of a creation's record and IAM's own may differ.
  private static final Duration NEAR = Duration.ofSeconds(10);

  private static final RecordedBesideIam NOTHING_TO_COMPARE =
      new RecordedBesideIam(Certainty.CERTAIN, Optional.empty());

  RecordedBesideIam {
    requireNonNull(atMost, "atMost");
    requireNonNull(sentence, "sentence");
  }

  /// Of all known changes of a role, newest first.
  static RecordedBesideIam of(RoleAtHand atHand, List<RoleTrustChange> newestFirst) {
    var last = TrustState.after(newestFirst);
    if (last.isEmpty()) {
      return NOTHING_TO_COMPARE;
    }
    return switch (atHand) {
      case GivenPolicy _ -> NOTHING_TO_COMPARE;
      case RoleNotRead(var reason) ->
          new RecordedBesideIam(
              Certainty.CERTAIN, reason.map(why -> "not compared with what IAM holds now: " + why));
      case MissingRole(var readAt) ->
          last.get() instanceof TrustState.RoleDeleted
              ? agreed("IAM has no such role either, asked at " + readAt)
              : missing("IAM has no such role, asked at " + readAt);
      case HeldRole held -> held(held, newestFirst, last.get());
    };
  }

  private static RecordedBesideIam held(
      HeldRole held, List<RoleTrustChange> newestFirst, TrustState last) {
    var creations =
        newestFirst.stream().filter(RoleTrustChange::isCreation).map(RoleTrustChange::event);
    if (isCreationMissing(held.createdAt(), newestFirst.getLast(), creations)) {
      return missing("IAM made the role at " + held.createdAt());
    }
    return switch (last) {
      case TrustState.RoleDeleted _ -> missing("IAM has the role, read at " + held.readAt());
      case TrustState.PolicyNotKnown _ -> NOTHING_TO_COMPARE;
      case TrustState.PolicySet(var document) ->
          isSame(document, held.document())
              ? agreed("IAM holds the policy of the last recorded change, read at " + held.readAt())
              : missing(
                  "IAM holds another policy than the last recorded change set, read at "
                      + held.readAt());
    };
  }

  /// Whether what IAM holds was made after the first change that is known, and no record says so.
  static boolean isCreationMissing(
      Instant createdAt, TrustChange firstKnown, Stream<Event> creations) {
    return createdAt.isAfter(firstKnown.event().time())
        && creations.noneMatch(
            creation -> Duration.between(creation.time(), createdAt).abs().compareTo(NEAR) <= 0);
  }

  private static boolean isSame(String recorded, String held) {
    try {
      return TrustPolicy.parse(recorded).isSameAs(TrustPolicy.parse(held));
    } catch (UnreadableTrustPolicyException e) {
      // What cannot be read cannot be told from another.
      return false;
    }
  }

  private static RecordedBesideIam agreed(String sentence) {
    return new RecordedBesideIam(Certainty.CERTAIN, Optional.of(sentence));
  }

  private static RecordedBesideIam missing(String sentence) {
    return new RecordedBesideIam(
        Certainty.LIKELY, Optional.of(sentence + ": a change is missing from the index"));
  }
}
