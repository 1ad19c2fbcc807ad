package io.deploytrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deploytrail.cli.console.Lines;
import io.deploytrail.cli.console.Terminal;
import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;

/// Starts the CLI.
final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    var err = new PrintWriter(System.err, true, UTF_8);
    System.exit(run(Terminal.ofProcess(), StandardOutput.ofProcess(), err, arguments));
  }

  /// Runs a command, which writes to that output, and returns the exit code, whatever is thrown.
  static int run(Terminal terminal, StandardOutput output, PrintWriter err, String... arguments) {
    var out = new PrintWriter(new BufferedWriter(new OutputStreamWriter(output, UTF_8)));
    var notes = terminal.isError() ? Lines.folding(err, terminal) : err;
    try {
      var exitCode = CommandLines.create(terminal).setOut(out).setErr(notes).execute(arguments);
      out.flush();
      return exitCode;
    } catch (RuntimeException | Error e) {
      return Failures.report(e, notes);
    }
  }
}
