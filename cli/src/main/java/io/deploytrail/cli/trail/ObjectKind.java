package io.deploytrail.cli.trail;

/// What is known of an object before it is opened.
enum ObjectKind {
  /// Neither its name nor its place says anything: its first bytes do.
  UNKNOWN,
  /// It is called as log files are; what it holds decides.
  LOG_FILE,
  /// It was named, or lies where CloudTrail delivers.
  TRAIL
}
