package io.deploytrail.cli.output;

import java.util.Optional;

/// How lists are written: as text, as a Parquet file, or, for calls of which the records are there,
/// as OCSF events.
enum ListFormat {
  TABLE(Format.TABLE),
  JSON(Format.JSON),
  NDJSON(Format.NDJSON),
  CSV(Format.CSV),
  PARQUET(),
  OCSF(Format.NDJSON);

  private final Optional<Format> text;

  ListFormat(Format text) {
    this.text = Optional.of(text);
  }

  ListFormat() {
    this.text = Optional.empty();
  }

  /// The format of the text; nothing for what is no text.
  Optional<Format> text() {
    return text;
  }
}
