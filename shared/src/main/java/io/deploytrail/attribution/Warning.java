package io.deploytrail.attribution;

/// What someone who reads an attribution should know beside it.
public enum Warning {
  /// The session name fits a configured template, but only with other names than the signed ones.
  NAME_CONTRADICTS_SUBJECT,
  /// The organization is not one of the configured own organizations.
  FOREIGN_ORGANIZATION,
  /// More than one session of this access key is known.
  KEY_REUSED,
  /// The id that the session name states is another session's, by [Ownership].
  ID_REUSED,
  /// The version that the session name states is no one session's, by [Ownership].
  VERSION_REUSED,
  /// Names in the session name were, or may have been, trimmed.
  NAME_TRUNCATED,
  /// The session name says neither id nor version, and nothing in it can be a version that no
  /// template reads.
  STATIC_NAME,
  /// The record in which the session was issued is not known.
  ISSUANCE_MISSING,
  /// The role chain is longer than is followed, so where it begins is not known.
  CHAIN_TOO_LONG
}
