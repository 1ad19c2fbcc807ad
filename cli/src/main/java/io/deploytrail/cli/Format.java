package io.deploytrail.cli;

/// How answers are written.
enum Format {
  TABLE,
  JSON,
  NDJSON,
  CSV
}
