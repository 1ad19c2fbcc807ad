package io.deploytrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deploytrail.cli.console.StandardOutput;
import io.deploytrail.cli.console.Terminal;
import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import picocli.CommandLine;

/// Starts the CLI.
final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    var line = CommandLines.create(Terminal.ofProcess());
    System.exit(run(line, StandardOutput.ofProcess(), arguments));
  }

  /// Runs a command, which writes to that output, and returns the exit code, whatever is thrown.
  static int run(CommandLine line, StandardOutput output, String... arguments) {
    var out = new PrintWriter(new BufferedWriter(new OutputStreamWriter(output, UTF_8)));
    line.setOut(out);
    try {
      var exitCode = line.execute(arguments);
      out.flush();
      return exitCode;
    } catch (RuntimeException e) {
      return Failures.report(e, line.getErr());
    }
  }
}
