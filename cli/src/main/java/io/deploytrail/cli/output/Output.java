package io.deploytrail.cli.output;

import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.preferences.Preferences;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Where a list is written: standard output, or a file that is there when all of it is written.
public final class Output implements AutoCloseable {
  /// Takes the items of a list one by one, and writes them down.
  public interface Rows<T> extends AutoCloseable {
    void write(T item);

    /// What stands about a list behind its items, as a JSON object; only some formats write it.
    void endList(String rest);

    /// Writes what is still to be written.
    @Override
    void close();
  }

  private final ListFormat format;
  private final Terminal terminal;
  private final List<String> chosen;
  private final List<String> sorted;
  private final Optional<PrintWriter> standard;
  private final Optional<PartialFile> file;
  private final Optional<Pager> pager;

  private Output(
      ListFormat format,
      Terminal terminal,
      List<String> chosen,
      List<String> sorted,
      Optional<PrintWriter> standard,
      Optional<PartialFile> file,
      Optional<Pager> pager) {
    this.format = format;
    this.terminal = terminal;
    this.chosen = chosen;
    this.sorted = sorted;
    this.standard = standard;
    this.file = file;
    this.pager = pager;
  }

  /// Tables are made for that terminal; `chosen` are the names of the columns, none for the usual,
  /// and `sorted` those by which rows are sorted, none for the order of the answer.
  static Output to(
      PrintWriter standard,
      ListFormat format,
      Terminal terminal,
      List<String> chosen,
      List<String> sorted,
      Optional<Pager> pager) {
    return new Output(
        format,
        terminal,
        chosen,
        sorted,
        Optional.of(pager.map(Pager::writer).orElse(standard)),
        Optional.empty(),
        pager);
  }

  static Output to(Path file, ListFormat format, List<String> chosen, List<String> sorted) {
    return new Output(
        format,
        Terminal.NONE,
        chosen,
        sorted,
        Optional.empty(),
        Optional.of(PartialFile.of(file)),
        Optional.empty());
  }

  /// Whether it is JSON, in which all about a list is written.
  public boolean isJson() {
    return format == ListFormat.JSON;
  }

  /// Whether it is for eyes.
  public boolean isTable() {
    return format == ListFormat.TABLE;
  }

  /// Whether rows are sorted, and so held back until all are there.
  public boolean isSorted() {
    return !sorted.isEmpty();
  }

  /// Whether it is OCSF, whose events hold more of a call than its attribution.
  public boolean isOcsf() {
    return format == ListFormat.OCSF;
  }

  /// Rows that stand for themselves, to be written once and closed before [#finish]; `json` writes
  /// an item's JSON line.
  public <T> Rows<T> rows(Columns<T> columns, Function<T, String> json) {
    return inOrder(
        columns,
        Long.MAX_VALUE,
        format
            .text()
            .<Rows<T>>map(
                how -> RowWriter.ofRows(writer(), how, chosen(columns), json, terminal, zone()))
            .orElseGet(() -> parquet(columns)));
  }

  /// The rows of a list, behind which stands what is true of all of it ([Rows#endList]); of those
  /// that are sorted, the first `most` are written.
  public <T> Rows<T> list(Columns<T> columns, Function<T, String> json, long most) {
    return inOrder(
        columns,
        most,
        format
            .text()
            .<Rows<T>>map(
                how -> RowWriter.ofList(writer(), how, chosen(columns), json, terminal, zone()))
            .orElseGet(() -> parquet(columns)));
  }

  private <T> Rows<T> inOrder(Columns<T> columns, long most, Rows<T> rows) {
    return sorted.isEmpty() ? rows : new SortedRows<>(rows, columns, sorted, most);
  }

  /// Rows that are JSON lines already.
  public Rows<String> lines() {
    return rows(Columns.none(), Function.identity());
  }

  private <T> Columns<T> chosen(Columns<T> columns) {
    return chosen.isEmpty() ? columns : columns.chosen(chosen);
  }

  private <T> Rows<T> parquet(Columns<T> columns) {
    return ParquetRows.in(file.orElseThrow(), columns);
  }

  private static ZoneId zone() {
    return Preferences.ofProcess().zone();
  }

  private PrintWriter writer() {
    return standard.orElseGet(() -> file.orElseThrow().writer());
  }

  /// All was written: puts the file in its place, and returns when the reader has read it.
  public void finish() {
    file.ifPresent(PartialFile::finish);
    pager.ifPresent(Pager::close);
  }

  @Override
  public void close() {
    file.ifPresent(PartialFile::close);
    pager.ifPresent(Pager::close);
  }
}
