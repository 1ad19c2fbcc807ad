package io.deploytrail.cli.output;

/// How answers are written.
public enum Format {
  TABLE,
  JSON,
  NDJSON,
  CSV
}
