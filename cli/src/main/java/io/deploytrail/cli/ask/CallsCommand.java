package io.deploytrail.cli.ask;

import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.output.AnswerColumns;
import io.deploytrail.questions.Answer;
import io.deploytrail.questions.AskedTime;
import io.deploytrail.questions.Question;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// What did a deployment do?
@Command(
    name = "calls",
    mixinStandardHelpOptions = true,
    description =
        "What a deployment did, changed, and was refused: its calls in the order of time, across its sessions.",
    footer = {
      "",
      "  deploytrail calls acme/web/prod@latest",
      "  deploytrail calls acme/web/prod@41 --format csv",
      "  deploytrail calls 806bf21f-444f-4825-a80c-afd12cd2526a --action 's3:Delete*'",
      "  deploytrail calls ASIAIOSFODNN7EXAMPLE                    what that session did",
      "",
      "What it only read is told as a set of actions a session: in JSON as reads, else on stderr.",
      "Exit codes: 0 it did something, 1 nothing is known of it, 2 wrong usage, 3 DeployTrail itself failed.",
    })
final class CallsCommand extends ListCommand<Answer.MadeCall> {
  @Mixin private final HandleOptions handle = new HandleOptions();
  @Mixin private final FilterOptions filter = new FilterOptions();

  CallsCommand(Terminal terminal) {
    super(terminal, Answer.CallList.class, AnswerColumns.MADE_CALLS);
  }

  @Override
  Question question(AskedTime times, Optional<String> after) {
    return new Question.Calls(handle.handle(times), filter.filter(account(), region()), after);
  }
}
