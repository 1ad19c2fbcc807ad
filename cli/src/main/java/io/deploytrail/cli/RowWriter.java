package io.deploytrail.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Writes the items of a list one by one, each given as its JSON line, in any format.
///
/// A table is held back to its end, to align its columns; the other formats stream.
final class RowWriter implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CsvMapper CSV = new CsvMapper();
  private static final int CHECK_EVERY = 256;

  private final PrintWriter out;
  private final Format format;
  private final Columns columns;
  private final List<List<String>> table = new ArrayList<>();
  private long rows;

  RowWriter(PrintWriter out, Format format, Columns columns) {
    this.out = out;
    this.format = format;
    this.columns = columns;
    if (format == Format.CSV) {
      csv(columns.columns().stream().map(Columns.Column::name).toList());
    }
  }

  void write(String json) {
    switch (format) {
      case JSON -> out.print((rows == 0 ? "[\n" : ",\n") + json);
      case NDJSON -> out.print(json + "\n");
      case CSV -> csv(values(json).stream().map(Cells::forSpreadsheet).toList());
      case TABLE -> table.add(values(json).stream().map(Cells::forTerminal).toList());
    }
    rows++;
    if (rows % CHECK_EVERY == 0 && out.checkError()) {
      throw new ClosedOutputException();
    }
  }

  private List<String> values(String json) {
    var item = tree(json);
    return columns.columns().stream().map(column -> column.value(item)).toList();
  }

  private void csv(List<String> cells) {
    try {
      out.print(CSV.writer().writeValueAsString(cells.toArray(String[]::new)));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
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
      case JSON -> out.print(rows == 0 ? "[]\n" : "\n]\n");
      case TABLE -> TableLayout.print(columns, table, out);
      case NDJSON, CSV -> {}
    }
    if (out.checkError()) {
      throw new ClosedOutputException();
    }
  }
}
