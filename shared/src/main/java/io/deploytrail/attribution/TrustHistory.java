package io.deploytrail.attribution;

import io.deploytrail.cloudtrail.ProviderChange;
import io.deploytrail.cloudtrail.RoleName;
import io.deploytrail.cloudtrail.RoleTrustChange;
import java.time.Instant;

/// What is known of who might buy a session with a token, and since when: the changes of roles'
/// trust and of providers that CloudTrail recorded.
///
/// A role or provider whose last change is not known, because it is older than what was indexed or
/// has expired, has no changes here: that says nothing of its policy. All are kept that the same
/// second holds ([io.deploytrail.cloudtrail.TrustState#after]). One request a page; a failed one
/// propagates as the store's own exception.
public interface TrustHistory {
  /// The changes of that role up to that time, which is included, newest first.
  Page<RoleTrustChange> ofRole(RoleName role, Instant upTo, PageRequest page);

  /// The changes of the provider with that ARN up to that time, which is included, newest first.
  Page<ProviderChange> ofProvider(String provider, Instant upTo, PageRequest page);

  /// The changes of all roles, newest first: the first one of a role is its last.
  Page<RoleTrustChange> ofAllRoles(PageRequest page);
}
