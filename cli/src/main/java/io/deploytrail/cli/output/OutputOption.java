package io.deploytrail.cli.output;

import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.cli.console.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How lists are written, and where to.
public final class OutputOption {
  @Option(
      names = "--format",
      paramLabel = "table|json|ndjson|csv|parquet|ocsf",
      description =
          "How to write answers (default: table on a terminal, ndjson in a pipe or file); parquet needs -o, ocsf is for attribute.")
  private @Nullable ListFormat format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "<file>",
      description = "Write the answers to a file, which is replaced when all of them are written.")
  private @Nullable Path file;

  /// Ready to be written to; `out` is standard output.
  public Output open(PrintWriter out, Terminal terminal) {
    if (file != null) {
      return Output.to(file, format == null ? ListFormat.NDJSON : format);
    }
    if (format == ListFormat.PARQUET) {
      throw new InvalidInputException("--format parquet needs a file: -o calls.parquet");
    }
    var usual = terminal.isOutput() ? ListFormat.TABLE : ListFormat.NDJSON;
    return Output.to(out, format == null ? usual : format, terminal.tableWidth());
  }
}
