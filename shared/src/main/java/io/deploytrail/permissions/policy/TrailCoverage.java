package io.deploytrail.permissions.policy;

import java.util.Optional;

/// Which actions the records that were read cannot show, since the trail leaves them out or the
/// service writes none.
@FunctionalInterface
public interface TrailCoverage {
  /// Why calls that need the action may not have been seen, such as "the trail has no data events
  /// of S3"; empty where they would have been.
  Optional<String> whyUnseen(String action);
}
