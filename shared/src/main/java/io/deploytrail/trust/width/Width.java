package io.deploytrail.trust.width;

/// How many of Pulumi's tokens a policy lets in, widest first. A limit from above: what is not
/// decided counts as let in.
public enum Width {
  /// An organization gets in whose name is made of no text of the policy.
  ANY_ORGANIZATION,
  SEVERAL_ORGANIZATIONS,
  /// One organization, and nothing bounds the kind of its tokens.
  ORGANIZATION,
  /// All tokens of one kind.
  ORGANIZATION_AND_KIND,
  /// The stacks, or the ESC environments, of a finite number of projects.
  PROJECT,
  ENVIRONMENT,
  /// A finite number of operations, of any stack.
  OPERATION,
  STACK,
  STACK_AND_OPERATION,
  NOBODY;

  public boolean isWiderThan(Width other) {
    return compareTo(other) < 0;
  }

  public Width widest(Width other) {
    return isWiderThan(other) ? this : other;
  }
}
