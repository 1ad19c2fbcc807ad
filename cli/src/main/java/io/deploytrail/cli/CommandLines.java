package io.deploytrail.cli;

import io.deploytrail.cli.ask.QuestionCommands;
import io.deploytrail.cli.attribute.AttributeCommand;
import io.deploytrail.cli.attribute.SessionsCommand;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.demo.DemoCommand;
import io.deploytrail.cli.deploy.ParametersCommand;
import io.deploytrail.cli.desk.IndexCommand;
import io.deploytrail.cli.doctor.DoctorCommand;
import io.deploytrail.cli.preferences.ConfigCommand;
import io.deploytrail.cli.preferences.Preferences;
import io.deploytrail.cli.redrive.RedriveCommand;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/// Puts the command line together.
public final class CommandLines {
  /// What picocli makes help for, and what is read without a ruler.
  private static final int LEAST_HELP_WIDTH = 55;

  private static final int HELP_WIDTH = 110;
  private static final int HELP_OPTIONS = 40;

  private CommandLines() {}

  public static CommandLine create(Terminal terminal) {
    var preferences = Preferences.ofProcess();
    var line = new CommandLine(new DeployTrail());
    line.addSubcommand(new IndexCommand(terminal));
    QuestionCommands.all(terminal, Failures::message).forEach(line::addSubcommand);
    line.addSubcommand(new AttributeCommand(terminal));
    line.addSubcommand(new SessionsCommand(terminal));
    line.addSubcommand(new DoctorCommand(terminal));
    line.addSubcommand(new RedriveCommand(terminal));
    line.addSubcommand(new DemoCommand(terminal));
    line.addSubcommand(new ParametersCommand(terminal));
    line.addSubcommand(new ConfigCommand(preferences));
    line.addSubcommand(new CompletionCommand(System.getenv()));
    var width = helpWidth(terminal);
    return line.setColorScheme(Help.defaultColorScheme(helpColors(terminal)))
        .setUsageHelpWidth(width)
        .setUsageHelpLongOptionsMaxWidth(Math.min(HELP_OPTIONS, width / 2))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setDefaultValueProvider(preferences)
        .setParameterExceptionHandler(new WrongUsage())
        .setExecutionStrategy(Failures::execute)
        .setExecutionExceptionHandler(new Failures());
  }

  private static int helpWidth(Terminal terminal) {
    return terminal.isOutput() || terminal.isError()
        ? Math.clamp(terminal.width(), LEAST_HELP_WIDTH, HELP_WIDTH)
        : HELP_WIDTH;
  }

  /// Help is written to either output.
  private static Ansi helpColors(Terminal terminal) {
    return terminal.isOutputColored() && terminal.isError() ? Ansi.ON : Ansi.OFF;
  }
}
