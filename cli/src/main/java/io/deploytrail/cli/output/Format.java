package io.deploytrail.cli.output;

import io.deploytrail.cli.console.Terminal;
import io.deploytrail.questions.Answer;
import java.io.PrintWriter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How answers are written.
public enum Format {
  TABLE,
  JSON,
  NDJSON,
  CSV;

  /// The option of a command: a table on a terminal, NDJSON in a pipe, or as asked.
  public static final class Choice {
    @Option(
        names = "--format",
        paramLabel = "table|json|ndjson|csv",
        description = "How to write answers (default: table on a terminal, ndjson in a pipe).")
    private @Nullable Format format;

    public Format on(Terminal terminal) {
      if (format != null) {
        return format;
      }
      return terminal.isOutput() ? TABLE : NDJSON;
    }
  }

  /// Rows in this format; a table is not cut.
  public <T> Output.Rows<T> rows(PrintWriter out, Columns<T> columns, Function<T, String> json) {
    return RowWriter.ofRows(out, this, columns, json, 0);
  }

  /// Writes one answer.
  public void print(Answer answer, PrintWriter out) {
    new Printer(out, this).print(answer);
  }
}
