package io.deploytrail.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.console.WorkEndedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;

/// Writes the items of a list one by one, each given as its JSON line, as text.
///
/// All formats stream; a table does block by block.
final class RowWriter implements Rows {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CsvMapper CSV = new CsvMapper();
  private static final int CHECK_EVERY = 256;

  private final PrintWriter out;
  private final Format format;
  private final List<Columns.Column> columns;
  private String afterJson;
  private final TableLayout table;
  private long rows;

  private RowWriter(
      PrintWriter out,
      Format format,
      List<Columns.Column> columns,
      int width,
      String beforeJson,
      String afterJson) {
    this.out = out;
    this.format = format;
    this.columns = columns;
    this.table = new TableLayout(names(columns), out, width);
    this.afterJson = afterJson;
    switch (format) {
      case JSON -> out.print(beforeJson);
      case CSV -> csv(names(columns));
      case TABLE, NDJSON -> {}
    }
  }

  /// In JSON, one array. `width` is the terminal's, 0 for none.
  static RowWriter ofRows(PrintWriter out, Format format, Columns columns, int width) {
    return new RowWriter(out, format, columns(format, columns), width, "[", "]");
  }

  /// In JSON, the object that holds any list of answers.
  static RowWriter ofList(PrintWriter out, Format format, Columns columns, int width) {
    return new RowWriter(out, format, columns(format, columns), width, "{\"items\":[", "]}");
  }

  @Override
  public void endList(String rest) {
    afterJson = "]," + rest.substring(1);
  }

  private static List<Columns.Column> columns(Format format, Columns columns) {
    return format == Format.TABLE ? columns.shortColumns() : columns.columns();
  }

  private static List<String> names(List<Columns.Column> columns) {
    return columns.stream().map(Columns.Column::name).toList();
  }

  @Override
  public void write(String json) {
    switch (format) {
      case JSON -> out.print((rows == 0 ? "\n" : ",\n") + json);
      case NDJSON -> out.print(json + "\n");
      case CSV -> csv(values(json).stream().map(RowWriter::forSpreadsheet).toList());
      case TABLE -> table.row(values(json).stream().map(Terminal::safe).toList());
    }
    rows++;
    if (rows % CHECK_EVERY == 0 && out.checkError()) {
      throw WorkEndedException.closedOutput();
    }
  }

  private List<String> values(String json) {
    var item = tree(json);
    return columns.stream().map(column -> column.value(item)).toList();
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
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    switch (format) {
      case JSON -> out.print((rows == 0 ? "" : "\n") + afterJson + "\n");
      case TABLE -> table.print();
      case NDJSON, CSV -> {}
    }
    if (out.checkError()) {
      throw WorkEndedException.closedOutput();
    }
  }
}
