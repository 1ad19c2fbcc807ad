package io.deploytrail.permissions.policy;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/// In which operation, and by which role, something was asked for; the empty text where that is not
/// known.
record NeedOrigin(String operation, String role) implements Comparable<NeedOrigin> {
  private static final Comparator<NeedOrigin> ORDER =
      Comparator.comparing(NeedOrigin::operation).thenComparing(NeedOrigin::role);

  NeedOrigin {
    requireNonNull(operation, "operation");
    requireNonNull(role, "role");
  }

  @Override
  public int compareTo(NeedOrigin other) {
    return ORDER.compare(this, other);
  }
}
