package io.deploytrail.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command itself; all work is done by its subcommands.
@Command(
    name = "deploytrail",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    description = "Which Pulumi deployment made this AWS API call?",
    footer = {
      "",
      "Start with CloudTrail log files on this desk:",
      "  deploytrail index AWSLogs/                  remember the sessions in .deploytrail/",
      "  deploytrail who <event id>                  which deployment made that call?",
      "  deploytrail calls acme/web/prod@41          what did that deployment do?",
      "  deploytrail changes sg-0a1b2c3d4e5f67890    what happened to that resource?",
      "  deploytrail deployments acme/web            which deployments ran?",
      "  deploytrail attribute AWSLogs/ > calls.ndjson",
      "or with a deployed table:",
      "  deploytrail who <event id> --table <SessionsTableName> --region us-east-1",
      "or without anything: deploytrail demo",
      "",
      "Exit codes: 0 answered, 1 no answer, 2 wrong usage or unreadable input, 3 DeployTrail itself failed.",
    })
final class DeployTrail implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command was expected, such as: deploytrail who <event id>");
  }
}
