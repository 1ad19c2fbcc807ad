package io.deploytrail.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import io.deploytrail.cli.console.Terminal;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;

/// Writes the items of a list one by one as text: in columns, or each as its JSON line.
///
/// All formats stream; a table does block by block.
final class RowWriter<T> implements Output.Rows<T> {
  private static final CsvMapper CSV = new CsvMapper();

  private final PrintWriter out;
  private final Format format;
  private final Columns<T> columns;
  private final Function<T, String> json;
  private String afterJson;
  private final TableLayout table;
  private long rows;

  private RowWriter(
      PrintWriter out,
      Format format,
      Columns<T> columns,
      Function<T, String> json,
      Terminal terminal,
      ZoneId zone,
      String beforeJson,
      String afterJson) {
    this.out = out;
    this.format = format;
    this.columns = format == Format.TABLE ? columns.ofTable().in(zone) : columns;
    this.json = json;
    this.table =
        new TableLayout(this.columns.names(), columns.answers().size(), out, terminal, zone);
    this.afterJson = afterJson;
    switch (format) {
      case JSON -> out.print(beforeJson);
      case CSV -> csv(columns.names());
      case TABLE, NDJSON -> {}
    }
  }

  /// In JSON, one array.
  static <T> RowWriter<T> ofRows(
      PrintWriter out,
      Format format,
      Columns<T> columns,
      Function<T, String> json,
      Terminal terminal,
      ZoneId zone) {
    return new RowWriter<>(out, format, columns, json, terminal, zone, "[", "]");
  }

  /// In JSON, the object that holds any list of answers.
  static <T> RowWriter<T> ofList(
      PrintWriter out,
      Format format,
      Columns<T> columns,
      Function<T, String> json,
      Terminal terminal,
      ZoneId zone) {
    return new RowWriter<>(out, format, columns, json, terminal, zone, "{\"items\":[", "]}");
  }

  @Override
  public void endList(String rest) {
    afterJson = "]," + rest.substring(1);
  }

  @Override
  public void write(T item) {
    switch (format) {
      case JSON -> out.print((rows == 0 ? "\n" : ",\n") + oneLine(json.apply(item)));
      case NDJSON -> {
        out.print(oneLine(json.apply(item)));
        out.print('\n');
      }
      case CSV -> csv(safe(columns.values(item)).stream().map(RowWriter::forSpreadsheet).toList());
      case TABLE -> table.row(safe(columns.values(item)), safe(columns.links(item)));
    }
    rows++;
  }

  private static List<String> safe(List<String> texts) {
    return texts.stream().map(Terminal::safe).toList();
  }

  private void csv(List<String> cells) {
    try {
      out.print(CSV.writer().writeValueAsString(cells.toArray(String[]::new)));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a spreadsheet would take for a formula, prefixed with an apostrophe.
  private static String forSpreadsheet(String text) {
    return !text.isEmpty() && "=+-@＝＋－＠".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  /// JSON that no reader takes for several lines: three characters that JSON leaves as they are end
  /// one for some, such as Python's `splitlines()`. They stand in texts alone.
  static String oneLine(String json) {
    return json.indexOf('\u0085') < 0 && json.indexOf('\u2028') < 0 && json.indexOf('\u2029') < 0
        ? json
        : json.replace("\u0085", "\\u0085")
            .replace("\u2028", "\\u2028")
            .replace("\u2029", "\\u2029");
  }

  @Override
  public void close() {
    switch (format) {
      case JSON -> out.print((rows == 0 ? "" : "\n") + afterJson + "\n");
      case TABLE -> table.end();
      case NDJSON, CSV -> {}
    }
    out.flush();
  }
}
