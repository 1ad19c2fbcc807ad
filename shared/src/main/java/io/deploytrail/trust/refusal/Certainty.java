package io.deploytrail.trust.refusal;

/// How sure a cause is.
public enum Certainty {
  /// Other explanations are left; the answer says which.
  OPEN,
  /// What is known says so, but not all is known.
  LIKELY,
  /// Every key of the policy was evaluated, and it is the policy as of the try.
  CERTAIN;

  public Certainty atMost(Certainty other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
