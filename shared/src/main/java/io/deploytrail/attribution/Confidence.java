package io.deploytrail.attribution;

/// How well a call is tied to its deployment, strongest first.
public enum Confidence {
  /// The issuance is known and tied by access key and time, or by principal id and creation date,
  /// through any chain.
  PROVEN,
  /// The issuance is unknown, but AWS wrote into the record that the Pulumi provider minted the
  /// session.
  STATED,
  /// Only principal id and time window tie them.
  INFERRED;

  /// The weaker of the two: a chain is as strong as its weakest link.
  public Confidence weaker(Confidence other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
