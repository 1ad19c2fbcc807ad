package io.deploytrail.cli.console;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/// Lines as a terminal shows them: how wide they are, and folded where they are too wide.
///
/// Widths are in the terminal's columns: an East Asian character or an emoji takes two, a combining
/// mark none.
public final class Lines {
  private Lines() {}

  public static int width(String text) {
    return text.codePoints().map(Lines::width).sum();
  }

  private static int width(int point) {
    return Math.max(0, WCWidth.wcwidth(point));
  }

  /// The lines of at most that width, 0 for any, that a line gives, folded at spaces; a word that
  /// is longer than a line is broken. All but the first begin with `margin` spaces.
  public static List<String> folded(String line, int width, int margin) {
    var lines = new ArrayList<String>();
    var rest = line;
    while (width > 0 && width(rest) > width) {
      var end = end(rest, width);
      lines.add(rest.substring(0, end).stripTrailing());
      rest = " ".repeat(Math.min(margin, width / 2)) + rest.substring(end).stripLeading();
    }
    if (lines.isEmpty() || !rest.isBlank()) {
      lines.add(rest);
    }
    return lines;
  }

  /// Where a line ends that is too long: at its last space that fits, or within a word.
  private static int end(String line, int width) {
    var fitting = fitting(line, width);
    var space = Math.max(0, line.lastIndexOf(' ', fitting));
    return line.substring(0, space).isBlank() ? fitting : space;
  }

  private static int fitting(String line, int width) {
    var taken = 0;
    var at = 0;
    while (at < line.length()) {
      var point = line.codePointAt(at);
      taken += width(point);
      if (taken > width) {
        return at;
      }
      at += Character.charCount(point);
    }
    return at;
  }

  /// Writes on to standard error, with each line folded to the terminal's width, in the place of a
  /// progress bar that may stand there.
  public static PrintWriter folding(PrintWriter err, Terminal terminal) {
    return new PrintWriter(new Folding(err, terminal), true);
  }

  /// Writes on to standard output, with each line folded to the terminal's width if it is one.
  public static PrintWriter foldingOutput(PrintWriter out, Terminal terminal) {
    var plain = new Terminal(true, false, terminal.window(), Terminal.Look.PLAIN);
    return terminal.isOutput() ? new PrintWriter(new Folding(out, plain), true) : out;
  }

  private static final class Folding extends Writer {
    private final PrintWriter out;
    private final Terminal terminal;
    private final StringBuilder line = new StringBuilder();

    Folding(PrintWriter out, Terminal terminal) {
      this.out = out;
      this.terminal = terminal;
    }

    @Override
    public void write(char[] text, int offset, int length) {
      line.append(text, offset, length);
      for (var end = line.indexOf("\n"); end >= 0; end = line.indexOf("\n")) {
        print(line.substring(0, end));
        line.delete(0, end + 1);
      }
    }

    private void print(String line) {
      // Help is padded with spaces.
      var text = line.stripTrailing();
      // What goes on in another line goes on where the words of the first one began.
      var margin = text.length() - text.stripLeading().length();
      out.print(terminal.lineWipe());
      // Only picocli's help has colors here, and it has been made to fit; a command is copied
      // whole.
      var isWhole = text.indexOf('\u001b') >= 0 || text.stripLeading().startsWith("next: ");
      var width = isWhole ? 0 : terminal.width();
      folded(text, width, margin).forEach(out::println);
    }

    @Override
    public void flush() {
      out.flush();
    }

    @Override
    public void close() {
      if (!line.isEmpty()) {
        print(line.toString());
      }
      out.close();
    }
  }
}
