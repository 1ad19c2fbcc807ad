package io.deploytrail.attribution;

/// What kind of answer an attribution is.
public enum Verdict {
  /// Exactly one deployment fits, and its id or version is known.
  DEPLOYMENT,
  /// A Pulumi Deployments session of a known stack whose id and version are not known as facts: a
  /// static name, a copied or contradicting one, a lost issuance that says a stack alone.
  STACK,
  /// A Pulumi ESC session: the organization is known, and environment, root environment and person
  /// as far as the subject names them.
  ENVIRONMENT,
  /// Pulumi's provider minted the session, and it belongs to no stack or environment that is known:
  /// a customer-managed key's session, a subject of a form not known yet, a lost issuance whose
  /// name says nothing.
  PULUMI,
  /// Several answers fit equally.
  AMBIGUOUS,
  /// The session name presents itself as a Pulumi deployment, but the Pulumi provider did not mint
  /// the session.
  SUSPECT,
  /// Not Pulumi.
  NONE;

  /// Whether the call is known to be made with a session that Pulumi's provider minted, or may be.
  public boolean isPulumi() {
    return this != SUSPECT && this != NONE;
  }

  /// Whether an answer of this kind says how well it is known.
  boolean hasConfidence() {
    return isPulumi() && this != AMBIGUOUS;
  }
}
