package io.deploytrail.trust.width;

/// What a sign of a token belongs to.
enum TokenPart {
  /// A fixed word, or what bounds nothing.
  TEXT,
  ORGANIZATION,
  /// The word after `pulumi:` in a subject of no known kind.
  KIND,
  /// A stack's project, an ESC project, or an environment's name in the old form without one.
  PROJECT,
  STACK,
  OPERATION,
  ENVIRONMENT
}
