package io.deploytrail.cli.ask;

import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.output.AnswerColumns;
import io.deploytrail.questions.Answer;
import io.deploytrail.questions.DeploymentName;
import io.deploytrail.questions.Question;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// What did a deployment do?
@Command(
    name = "calls",
    mixinStandardHelpOptions = true,
    description =
        "What a deployment did, changed, and was refused: its calls in the order of time, across its sessions.",
    footer = {
      "",
      "  deploytrail calls 806bf21f-444f-4825-a80c-afd12cd2526a",
      "  deploytrail calls acme/web/prod@41 --format csv",
      "",
      "What it only read is told as a set of actions a session: in JSON as reads, else on stderr.",
      "Exit codes: 0 it did something, 1 nothing is known of it, 2 wrong usage, 3 DeployTrail itself failed.",
    })
final class CallsCommand extends ListCommand<Answer.MadeCall> {
  @Parameters(
      paramLabel = "<deployment id>|<organization>/<project>/<stack>@<version>",
      description = "The deployment.")
  private String deployment = "";

  CallsCommand(Terminal terminal) {
    super(terminal, Answer.CallList.class, AnswerColumns.MADE_CALLS);
  }

  @Override
  Question question(Optional<String> after) {
    return new Question.Calls(DeploymentName.parse(deployment), after);
  }
}
