package io.deploytrail.cli;

import io.deploytrail.cli.ask.QuestionCommands;
import io.deploytrail.cli.attribute.AttributeCommand;
import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.demo.DemoCommand;
import io.deploytrail.cli.desk.IndexCommand;
import io.deploytrail.cli.doctor.DoctorCommand;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;

/// Puts the command line together.
public final class CommandLines {
  private static final int HELP_WIDTH = 110;
  private static final int HELP_OPTIONS = 40;

  private CommandLines() {}

  public static CommandLine create(Terminal terminal) {
    var line = new CommandLine(new DeployTrail());
    line.addSubcommand(new IndexCommand(terminal));
    QuestionCommands.all(terminal).forEach(line::addSubcommand);
    line.addSubcommand(new AttributeCommand(terminal));
    line.addSubcommand(new DoctorCommand(terminal));
    line.addSubcommand(new DemoCommand());
    line.addSubcommand("generate-completion", new GenerateCompletion());
    return line.setUsageHelpWidth(HELP_WIDTH)
        .setUsageHelpLongOptionsMaxWidth(HELP_OPTIONS)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(Failures::execute)
        .setExecutionExceptionHandler(new Failures());
  }
}
