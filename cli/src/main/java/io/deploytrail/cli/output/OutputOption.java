package io.deploytrail.cli.output;

import io.deploytrail.cli.console.InvalidInputException;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.preferences.Preferred;
import io.deploytrail.questions.Answer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How lists are written, and where to.
public final class OutputOption {
  @Option(
      names = "--format",
      paramLabel = "table|json|ndjson|csv|parquet|ocsf",
      description =
          "How to write answers (default: table on a terminal, ndjson in a pipe or file); parquet needs -o, ocsf is for attribute.")
  @Preferred
  private @Nullable ListFormat format;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "<file>",
      description = "Write the answers to a file, which is replaced when all of them are written.")
  private @Nullable Path file;

  @Option(
      names = "--columns",
      paramLabel = "<names>",
      split = ",",
      description = "These columns of a table or of CSV, in this order: time,deployment,url.")
  private List<String> columns = new ArrayList<>();

  @Option(
      names = "--sort",
      paramLabel = "<names>",
      split = ",",
      description =
          "Sort by these columns, - before one for the other way round: account,-time. All rows are held in memory.")
  private List<String> sorted = new ArrayList<>();

  @Option(
      names = "--wide",
      description = "All columns of the table, though lines be longer than the terminal is wide.")
  private boolean wide;

  @Option(
      names = "--no-pager",
      description =
          "On a terminal, print tables as they are; without it, those longer than the screen go through PAGER (default: less).")
  private boolean noPager;

  @Option(
      names = "--no-color",
      description = "No colors; nor are there any with NO_COLOR, CLICOLOR=0 or TERM=dumb.")
  private boolean noColor;

  /// Ready to be written to; `out` is standard output.
  public Output open(PrintWriter out, Terminal terminal) {
    var chosen = chosen(terminal);
    if (!columns.isEmpty() && chosen != ListFormat.TABLE && chosen != ListFormat.CSV) {
      throw new InvalidInputException("--columns goes with --format table or csv");
    }
    if (file != null) {
      return Output.to(file, chosen, columns, sorted);
    }
    if (chosen == ListFormat.PARQUET) {
      throw new InvalidInputException("--format parquet needs a file: -o calls.parquet");
    }
    var pager =
        chosen == ListFormat.TABLE && terminal.isOutput() && !noPager
            ? Pager.start()
            : Optional.<Pager>empty();
    var isLinked = terminal.isOutputLinked() && pager.map(Pager::passesLinks).orElse(true);
    var shown = shown(isLinked ? terminal : terminal.withoutLinks());
    return Output.to(out, chosen, shown, columns, sorted, pager);
  }

  /// One answer that is no list; for standard output alone.
  public void print(Answer answer, PrintWriter out, Terminal terminal) {
    var chosen =
        chosen(terminal)
            .text()
            .filter(_ -> format != ListFormat.OCSF)
            .orElseThrow(() ->
                new InvalidInputException("one answer is written as table, json, ndjson or csv"));
    if (file != null) {
      throw new InvalidInputException("-o takes a list; one answer goes to standard output");
    }
    new Printer(out, chosen, shown(terminal)).print(answer);
  }

  private ListFormat chosen(Terminal terminal) {
    var usual = file == null && terminal.isOutput() ? ListFormat.TABLE : ListFormat.NDJSON;
    return format == null ? usual : format;
  }

  private Terminal shown(Terminal terminal) {
    var bounded = wide ? terminal.unbounded() : terminal;
    return noColor ? bounded.withoutColors() : bounded;
  }
}
