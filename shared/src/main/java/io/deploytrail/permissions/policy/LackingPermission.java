package io.deploytrail.permissions.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// What a stack used and the compared policy does not grant: the action on those resources.
/// `isCertain` is false where a condition decides whose key is not known, and where so many
/// resources were used that not each could be compared. `example` is an event id.
public record LackingPermission(
    String action, List<String> resources, boolean isCertain, String example) {
  public LackingPermission {
    requireNonNull(action, "action");
    resources = List.copyOf(resources);
    requireNonNull(example, "example");
  }
}
