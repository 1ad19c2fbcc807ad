package io.deploytrail.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deploytrail.cli.console.WorkEndedException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Optional;
import java.util.regex.Pattern;

/// A program that shows a long table screen by screen, such as `less`. The launcher names it where
/// standard output is a terminal.
///
/// What fits on a screen it prints, and ends.
final class Pager implements AutoCloseable {
  private static final String PROPERTY = "deploytrail.pager";
  private static final Pattern VERSION = Pattern.compile("^less ([0-9]{3,6})");
  private static final int FIRST_WITH_LINKS = 566;

  private final Process process;
  private final boolean isLess;
  private final PrintWriter writer;

  private Pager(Process process, boolean isLess) {
    this.process = process;
    this.isLess = isLess;
    this.writer =
        new PrintWriter(
            new WhileRead(
                new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8))));
  }

  /// Empty where there is none, or none that starts: then the table is printed as it is.
  static Optional<Pager> start() {
    var command = System.getProperty(PROPERTY, "").strip();
    if (command.isEmpty() || command.equals("cat")) {
      return Optional.empty();
    }
    var builder =
        new ProcessBuilder("sh", "-c", command)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    // Ends by itself on a screenful, keeps colors, leaves the text on the screen.
    builder.environment().putIfAbsent("LESS", "FRX");
    builder.environment().putIfAbsent("LESSCHARSET", "utf-8");
    try {
      return Optional.of(new Pager(builder.start(), command.matches("less( .*)?")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Whether it passes on links: less does from version 566 on, of others nothing is known.
  boolean passesLinks() {
    if (!isLess) {
      return false;
    }
    var less = new ProcessBuilder("less", "--version").redirectErrorStream(true);
    try (var answer = less.start().inputReader(UTF_8)) {
      var version = VERSION.matcher(String.valueOf(answer.readLine()));
      return version.find() && Integer.parseInt(version.group(1)) >= FIRST_WITH_LINKS;
    } catch (IOException e) {
      return false;
    }
  }

  PrintWriter writer() {
    return writer;
  }

  /// Returns when the reader has seen enough.
  @Override
  public void close() {
    writer.close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }

  /// Ends the work when the reader has left.
  private static final class WhileRead extends Writer {
    private final Writer out;

    WhileRead(Writer out) {
      this.out = out;
    }

    @Override
    public void write(char[] text, int offset, int length) {
      try {
        out.write(text, offset, length);
      } catch (IOException e) {
        throw WorkEndedException.closedOutput();
      }
    }

    @Override
    public void flush() {
      try {
        out.flush();
      } catch (IOException e) {
        throw WorkEndedException.closedOutput();
      }
    }

    /// Nothing is lost that anybody would see.
    @Override
    public void close() {
      try {
        out.close();
      } catch (IOException e) {
        throw WorkEndedException.closedOutput();
      }
    }
  }
}
