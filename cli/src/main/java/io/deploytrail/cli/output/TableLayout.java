package io.deploytrail.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Aligns rows in columns, in blocks: memory is bounded, and what comes later only widens a column.
///
/// A line that is longer than the terminal is wide is cut, which `…` shows.
final class TableLayout {
  private static final int BLOCK = 500;
  private static final String GAP = "  ";

  private final List<String> header;
  private final PrintWriter out;
  private final int width;
  private final int[] widths;
  private final List<List<String>> block = new ArrayList<>();
  private boolean hasHeader;

  /// `width` 0 cuts nothing.
  TableLayout(List<String> header, PrintWriter out, int width) {
    this.header = List.copyOf(header);
    this.out = out;
    this.width = width;
    this.widths = header.stream().mapToInt(String::length).toArray();
  }

  void row(List<String> cells) {
    block.add(cells);
    if (block.size() == BLOCK) {
      print();
    }
  }

  /// Prints the rows that wait.
  void print() {
    if (block.isEmpty()) {
      return;
    }
    for (var row : block) {
      Arrays.setAll(widths, column -> Math.max(widths[column], row.get(column).length()));
    }
    if (!hasHeader) {
      hasHeader = true;
      line(header);
    }
    block.forEach(this::line);
    block.clear();
  }

  private void line(List<String> cells) {
    var text = new StringBuilder();
    for (var column = 0; column < widths.length; column++) {
      var cell = cells.get(column);
      text.append(cell).append(" ".repeat(widths[column] - cell.length())).append(GAP);
    }
    var line = text.toString().stripTrailing();
    out.print(
        (width > 0 && line.length() > width ? line.substring(0, width - 1) + "…" : line) + "\n");
  }
}
