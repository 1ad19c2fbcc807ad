package io.deploytrail.cli.output;

import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.preferences.Preferred;
import io.deploytrail.questions.Answer;
import java.io.PrintWriter;
import java.time.ZoneOffset;
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
    @Preferred
    private @Nullable Format format;

    @Option(
        names = "--no-color",
        description = "No colors; nor are there any with NO_COLOR, CLICOLOR=0 or TERM=dumb.")
    private boolean noColor;

    public Format on(Terminal terminal) {
      if (format != null) {
        return format;
      }
      return terminal.isOutput() ? TABLE : NDJSON;
    }

    /// Rows of an answer that is whole; those of a table go on below where the terminal ends.
    public <T> Output.Rows<T> rows(
        PrintWriter out, Terminal terminal, Columns<T> columns, Function<T, String> json) {
      var shown = noColor ? terminal.withoutColors() : terminal;
      return RowWriter.ofRows(out, on(terminal), columns, json, shown, ZoneOffset.UTC);
    }

    /// Writes one answer.
    public void print(Answer answer, PrintWriter out, Terminal terminal) {
      new Printer(out, on(terminal), noColor ? terminal.withoutColors() : terminal).print(answer);
    }
  }

  /// Rows in this format; a table is as wide as it gets.
  public <T> Output.Rows<T> rows(PrintWriter out, Columns<T> columns, Function<T, String> json) {
    return RowWriter.ofRows(out, this, columns, json, Terminal.NONE, ZoneOffset.UTC);
  }
}
