package io.deploytrail.cloudtrail;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/// A role's trust after a change: its policy as text, which is not parsed here.
public sealed interface TrustState {
  /// The policy is that document: JSON, as the caller wrote it.
  record PolicySet(String document) implements TrustState {
    public PolicySet {
      requireNonNull(document, "document");
    }
  }

  /// The policy is another one than before, and the record does not hold it.
  record PolicyNotKnown() implements TrustState {}

  /// There is no such role any more.
  record RoleDeleted() implements TrustState {}

  /// The state after those changes of one role, the newest first; empty without any.
  ///
  /// CloudTrail's times are whole seconds, so of several changes in the last second nobody knows
  /// which came last: unless all lead to one state, the policy is not known.
  static Optional<TrustState> after(List<RoleTrustChange> newestFirst) {
    if (newestFirst.isEmpty()) {
      return Optional.empty();
    }
    var last = newestFirst.getFirst().event().time().getEpochSecond();
    var states =
        newestFirst.stream()
            .takeWhile(change -> change.event().time().getEpochSecond() == last)
            .map(RoleTrustChange::state)
            .distinct()
            .toList();
    return Optional.of(states.size() == 1 ? states.getFirst() : new PolicyNotKnown());
  }
}
