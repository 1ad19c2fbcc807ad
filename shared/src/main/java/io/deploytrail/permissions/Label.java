package io.deploytrail.permissions;

/// Why an action belongs to what a stack needs.
public enum Label {
  /// A call asked for it.
  USED,
  /// A call asked for it beside its own action: `iam:PassRole`, a dependent action, a key's use.
  IMPLIED,
  /// No call asked for it, but what undoes or reads back something that a call made.
  COUNTERPART,
  /// AWS refused it.
  REFUSED
}
