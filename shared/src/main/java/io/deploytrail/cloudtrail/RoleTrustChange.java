package io.deploytrail.cloudtrail;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// A `CreateRole`, `UpdateAssumeRolePolicy` or `DeleteRole` that IAM carried out.
///
/// The role's account is the record's `recipientAccountId`. `arn` is the role's with its path,
/// which of these only `CreateRole` says.
public record RoleTrustChange(Event event, RoleName role, Optional<String> arn, TrustState state)
    implements TrustChange {
  public RoleTrustChange {
    requireNonNull(event, "event");
    requireNonNull(role, "role");
    requireNonNull(arn, "arn");
    requireNonNull(state, "state");
    if (!event.account().equals(Optional.of(role.account()))) {
      throw new IllegalArgumentException(
          "a role is changed in its own account, " + role.account() + ", not in another's record");
    }
  }

  /// Whether the role was not there before.
  public boolean isCreation() {
    return TrustCall.of(event).filter(TrustCall.CREATE_ROLE::equals).isPresent();
  }
}
