package io.deploytrail.cli;

/// Starts the CLI.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    var status = CommandLines.create(Terminal.ofProcess()).execute(arguments);
    System.exit(status);
  }
}
