package io.deploytrail.attribution;

/// What kind of answer an attribution is.
public enum Verdict {
  /// Exactly one deployment fits, and its id or version is known.
  DEPLOYMENT,
  /// A Pulumi Deployments session whose name gives neither id nor version: stack, operation and
  /// session are known.
  STACK,
  /// A Pulumi ESC session: organization and environment are known.
  ENVIRONMENT,
  /// Several deployments fit equally.
  AMBIGUOUS,
  /// The session name presents itself as a Pulumi deployment, but the Pulumi provider did not mint
  /// the session.
  SUSPECT,
  /// Not Pulumi.
  NONE;

  /// Whether the call is known to be made with a session that Pulumi's provider minted.
  public boolean isPulumi() {
    return this != SUSPECT && this != NONE;
  }
}
