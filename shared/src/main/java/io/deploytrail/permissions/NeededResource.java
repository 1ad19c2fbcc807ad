package io.deploytrail.permissions;

import static java.util.Objects.requireNonNull;

/// What an action was asked for.
///
/// `arn` is one resource as IAM compares it, or, where the call does not say which, a pattern with
/// `*` or `?`, or `*` for an action that knows no resources. `pattern` is that of its type in its
/// account and Region, such as `arn:aws:ec2:us-east-1:111122223333:instance/*`.
public record NeededResource(String arn, String pattern) {
  public NeededResource {
    requireNonNull(arn, "arn");
    requireNonNull(pattern, "pattern");
  }

  /// Whether the call says which resource it is.
  public boolean isExact() {
    return !arn.contains("*") && !arn.contains("?");
  }
}
