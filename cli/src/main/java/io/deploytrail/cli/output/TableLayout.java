package io.deploytrail.cli.output;

import io.deploytrail.cli.console.Lines;
import io.deploytrail.cli.console.Terminal;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Aligns rows in columns, in blocks: memory is bounded, and what comes later only widens a column.
///
/// Nothing is cut. The first columns answer the question and are always there; a row of them that
/// is wider than the terminal goes on below. The others are there if they fit whole, and are named
/// at the end if they do not. A column of nothing is left out.
final class TableLayout {
  private static final int BLOCK = 500;
  private static final int GAP = 2;

  private final List<String> names;
  private final int answers;
  private final PrintWriter out;
  private final Terminal terminal;
  private final ZoneId zone;
  private final int[] widths;
  private final List<Cells> block = new ArrayList<>();
  private final Set<String> leftOut = new LinkedHashSet<>();
  private List<Integer> shown = List.of();

  /// The first `answers` columns are never left out.
  TableLayout(List<String> names, int answers, PrintWriter out, Terminal terminal, ZoneId zone) {
    this.names = List.copyOf(names);
    this.answers = answers;
    this.out = out;
    this.terminal = terminal;
    this.zone = zone;
    this.widths = new int[names.size()];
  }

  /// A row, and the addresses that its cells lead to, each empty for none.
  void row(List<String> texts, List<String> links) {
    block.add(new Cells(texts, links));
    if (block.size() == BLOCK) {
      print();
    }
  }

  /// Prints the rows that wait, and what is not shown.
  void end() {
    print();
    if (!leftOut.isEmpty()) {
      var note =
          "left out at %d columns: %s; --wide shows all, --columns %s,%s,… those you name"
              .formatted(
                  terminal.width(),
                  String.join(", ", leftOut),
                  names.getFirst(),
                  leftOut.iterator().next());
      Lines.folded(note, terminal.outputWidth(), GAP).forEach(line -> out.print(line + "\n"));
    }
  }

  private void print() {
    if (block.isEmpty()) {
      return;
    }
    for (var cells : block) {
      Arrays.setAll(
          widths, column -> Math.max(widths[column], Lines.width(cells.texts.get(column))));
    }
    var fitting = fitting();
    if (!fitting.equals(shown)) {
      shown = fitting;
      new Row().print(names.stream().map(this::header).toList(), (_, name) -> name);
    }
    block.forEach(cells ->
        new Row()
            .print(
                cells.texts, (column, piece) -> painted(column, piece, cells.links.get(column))));
    block.clear();
  }

  /// The columns that have something in them, as far as they fit.
  private List<Integer> fitting() {
    var fitting = new ArrayList<Integer>();
    var end = 0;
    for (var column = 0; column < widths.length; column++) {
      if (widths[column] == 0) {
        continue;
      }
      var widened = end + taken(column);
      if (column < answers || fits(widened)) {
        fitting.add(column);
        end = widened + GAP;
      } else {
        leftOut.add(names.get(column));
      }
    }
    return fitting;
  }

  private boolean fits(int end) {
    return terminal.outputWidth() == 0 || end <= terminal.outputWidth();
  }

  private int taken(int column) {
    return Math.max(widths[column], Lines.width(header(names.get(column))));
  }

  private String header(String name) {
    return name.equals(Columns.TIME) ? name + " (" + zoneName() + ")" : name;
  }

  private String zoneName() {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  private record Cells(List<String> texts, List<String> links) {}

  /// A piece of what stands in that column, as the terminal shows it.
  private String painted(int column, String piece, String link) {
    var colored = terminal.isOutputColored() ? Palette.painted(names.get(column), piece) : piece;
    return terminal.isOutputLinked() && !link.isEmpty() ? Palette.linked(colored, link) : colored;
  }

  /// A row on its way to the right, and further down.
  private final class Row {
    private final StringBuilder text = new StringBuilder();
    private int end;
    private boolean isFolded;

    void print(List<String> cells, BiFunction<Integer, String, String> painter) {
      var start = 0;
      for (var column : shown) {
        var cell = cells.get(column);
        if (!cell.isEmpty()) {
          place(cell, isFolded ? end + GAP : start, piece -> painter.apply(column, piece));
        }
        start += taken(column) + GAP;
      }
      out.print(text + "\n");
    }

    /// Where its words do not fit, a cell begins a line.
    private void place(String cell, int start, UnaryOperator<String> painter) {
      var longest = Stream.of(cell.split(" ")).mapToInt(Lines::width).max().orElse(0);
      if (fits(start + longest)) {
        moveTo(start);
      } else if (end > 0) {
        foldTo(GAP);
      }
      var margin = end;
      var room = terminal.outputWidth() == 0 ? 0 : terminal.outputWidth() - margin;
      for (var piece : Lines.folded(cell, room, 0)) {
        if (end > margin) {
          foldTo(margin);
        }
        text.append(painter.apply(piece));
        end += Lines.width(piece);
      }
    }

    private void moveTo(int start) {
      text.append(" ".repeat(start - end));
      end = start;
    }

    private void foldTo(int start) {
      text.append("\n").append(" ".repeat(start));
      end = start;
      isFolded = true;
    }
  }
}
