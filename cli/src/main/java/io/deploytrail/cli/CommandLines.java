package io.deploytrail.cli;

import io.deploytrail.cli.demo.DemoCommand;
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
    line.addSubcommand(new WhoCommand(terminal));
    line.addSubcommand(new CallsCommand(terminal));
    line.addSubcommand(new ChangesCommand(terminal));
    line.addSubcommand(new DeploymentsCommand(terminal));
    line.addSubcommand(new ExplainCommand(terminal));
    line.addSubcommand(new DeniedCommand(terminal));
    line.addSubcommand(new RenderCommand(terminal));
    line.addSubcommand(new AttributeCommand(terminal));
    line.addSubcommand(new DoctorCommand(terminal));
    line.addSubcommand(new DemoCommand());
    line.addSubcommand("generate-completion", new GenerateCompletion());
    return line.setUsageHelpWidth(HELP_WIDTH)
        .setUsageHelpLongOptionsMaxWidth(HELP_OPTIONS)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Failures());
  }
}
