package io.deploytrail.cli;

import io.deploytrail.cli.console.Terminal;

/// Starts the CLI.
final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    var status = CommandLines.create(Terminal.ofProcess()).execute(arguments);
    System.exit(status);
  }
}
