package io.deploytrail.cli.output;

import io.deploytrail.cli.console.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How answers are written: a table on a terminal, NDJSON in a pipe, or as asked.
public final class FormatOption {
  @Option(
      names = "--format",
      paramLabel = "table|json|ndjson|csv",
      description = "How to write answers (default: table on a terminal, ndjson in a pipe).")
  private @Nullable Format format;

  public Format on(Terminal terminal) {
    if (format != null) {
      return format;
    }
    return terminal.isOutput() ? Format.TABLE : Format.NDJSON;
  }
}
