package io.deploytrail.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Aligns rows in columns; columns in which nothing stands are left out.
final class TableLayout {
  private TableLayout() {}

  static void print(Columns columns, List<List<String>> rows, PrintWriter out) {
    if (rows.isEmpty()) {
      return;
    }
    var used =
        IntStream.range(0, columns.columns().size())
            .filter(column -> rows.stream().anyMatch(row -> !row.get(column).isEmpty()))
            .boxed()
            .toList();
    var lines = new ArrayList<List<String>>();
    lines.add(used.stream().map(column -> columns.columns().get(column).name()).toList());
    rows.forEach(row -> lines.add(used.stream().map(row::get).toList()));
    var widths = IntStream.range(0, used.size()).map(column -> width(lines, column)).toArray();
    for (var line : lines) {
      var text = new StringBuilder();
      for (var column = 0; column < line.size(); column++) {
        var cell = line.get(column);
        text.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
      }
      out.print(text.toString().stripTrailing() + "\n");
    }
  }

  private static int width(List<List<String>> lines, int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }
}
