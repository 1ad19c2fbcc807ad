package io.deploytrail.permissions.policy;

import io.deploytrail.trust.TrustPolicy;
import java.util.List;
import java.util.Set;

/// Where the trust policies of a role come from that tokens are exchanged for: the narrowest one of
/// [io.deploytrail.trust.width.NarrowPolicy], for the operations that use the role.
@FunctionalInterface
public interface TrustSource {
  TrustSource NONE = (_, _) -> List.of();

  /// Several where one is too long; none where nothing is known. An operation that is not known is
  /// the empty text.
  List<TrustPolicy> of(String role, Set<String> operations);
}
