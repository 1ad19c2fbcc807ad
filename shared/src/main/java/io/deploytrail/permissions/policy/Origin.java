package io.deploytrail.permissions.policy;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/// In which operation, and by which role, something was asked for; the empty text where that is not
/// known.
record Origin(String operation, String role) implements Comparable<Origin> {
  private static final Comparator<Origin> ORDER =
      Comparator.comparing(Origin::operation).thenComparing(Origin::role);

  Origin {
    requireNonNull(operation, "operation");
    requireNonNull(role, "role");
  }

  @Override
  public int compareTo(Origin other) {
    return ORDER.compare(this, other);
  }
}
