package io.deploytrail.permissions;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A permission that one call asked for.
///
/// `action` is spelled as IAM's reference spells it, such as `s3:PutBucketTagging`. `conditions`
/// are keys whose values the call tells, such as `iam:PassedToService`. `reason` says why the
/// resources are wider than the call, or why the action is asked for at all where it is not the
/// call's own.
public record Need(
    String action,
    Label label,
    List<NeededResource> resources,
    Map<String, String> conditions,
    Optional<String> reason) {
  public Need {
    requireNonNull(action, "action");
    requireNonNull(label, "label");
    resources = List.copyOf(resources);
    conditions = Map.copyOf(conditions);
    requireNonNull(reason, "reason");
  }
}
