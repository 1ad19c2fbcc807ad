package io.deploytrail.refusals;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cloudtrail.ProviderChange;
import io.deploytrail.cloudtrail.ProviderEdit;
import io.deploytrail.trust.Decision;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a provider's changes say of it, and of the token's audience.
///
/// `isThere` and `isRegistered` are undecided where no change says it. `isWhole` says that the
/// provider's creation is among the changes, so that all of its audiences are known. `by` is the
/// change that said the last of it.
record ProviderState(
    Decision isThere, Decision isRegistered, boolean isWhole, Optional<ProviderChange> by) {
  private static final ProviderState NOTHING_KNOWN =
      new ProviderState(Decision.UNDECIDED, Decision.UNDECIDED, false, Optional.empty());

  ProviderState {
    requireNonNull(isThere, "isThere");
    requireNonNull(isRegistered, "isRegistered");
    requireNonNull(by, "by");
  }

  /// After those changes, newest first.
  ///
  /// CloudTrail's times are whole seconds: within one, a creation comes before changes of audiences
  /// and a deletion after them; of a creation and a deletion, or an audience that is added and
  /// removed, nobody knows which came last.
  static ProviderState after(List<ProviderChange> newestFirst, WantedProvider wanted) {
    var inOrder =
        newestFirst.stream()
            .sorted(
                Comparator.comparingLong((ProviderChange change) -> second(change))
                    .thenComparingInt(change -> rank(change.edit())))
            .toList();
    var state = NOTHING_KNOWN;
    for (var change : inOrder) {
      state = state.after(change, wanted);
      var sameSecond = inOrder.stream().filter(other -> second(other) == second(change)).toList();
      if (isContradiction(sameSecond, wanted)) {
        state = new ProviderState(Decision.UNDECIDED, Decision.UNDECIDED, false, state.by);
      }
    }
    return state;
  }

  private static long second(ProviderChange change) {
    return change.event().time().getEpochSecond();
  }

  private static int rank(ProviderEdit edit) {
    return switch (edit) {
      case ProviderEdit.ProviderCreated _ -> 0;
      case ProviderEdit.AudienceAdded _, ProviderEdit.AudienceRemoved _ -> 1;
      case ProviderEdit.EditNotKnown _ -> 2;
      case ProviderEdit.ProviderDeleted _ -> 3;
    };
  }

  private static boolean isContradiction(List<ProviderChange> sameSecond, WantedProvider wanted) {
    var edits = sameSecond.stream().map(ProviderChange::edit).toList();
    return (edits.stream().anyMatch(ProviderEdit.ProviderCreated.class::isInstance)
            && edits.contains(new ProviderEdit.ProviderDeleted()))
        || (edits.contains(new ProviderEdit.AudienceAdded(wanted.audience()))
            && edits.contains(new ProviderEdit.AudienceRemoved(wanted.audience())));
  }

  private ProviderState after(ProviderChange change, WantedProvider wanted) {
    return switch (change.edit()) {
      case ProviderEdit.ProviderCreated(var audiences) ->
          new ProviderState(Decision.YES, wanted.isAmong(audiences), true, Optional.of(change));
      case ProviderEdit.AudienceAdded(var added) ->
          ofAudiences(change, added.equals(wanted.audience()) ? Decision.YES : known());
      case ProviderEdit.AudienceRemoved(var removed) ->
          ofAudiences(change, removed.equals(wanted.audience()) ? Decision.NO : known());
      case ProviderEdit.EditNotKnown _ ->
          new ProviderState(Decision.YES, Decision.UNDECIDED, false, Optional.of(change));
      case ProviderEdit.ProviderDeleted _ ->
          new ProviderState(Decision.NO, Decision.NO, isWhole, Optional.of(change));
    };
  }

  /// Of a provider that was deleted, a creation is missing.
  private Decision known() {
    return isThere == Decision.NO ? Decision.UNDECIDED : isRegistered;
  }

  private ProviderState ofAudiences(ProviderChange change, Decision registered) {
    return new ProviderState(
        Decision.YES, registered, isWhole && isThere == Decision.YES, Optional.of(change));
  }
}
