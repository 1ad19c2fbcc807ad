package io.deploytrail.cli.ask;

import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.output.AnswerColumns;
import io.deploytrail.questions.Answer;
import io.deploytrail.questions.AskedTime;
import io.deploytrail.questions.Question;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// What was refused?
@Command(
    name = "denied",
    mixinStandardHelpOptions = true,
    description =
        "Which deployments AWS refused a session, newest first; retries of one cause are one entry.",
    footer = {
      "",
      "  deploytrail denied --from 2026-11-01",
      "",
      "Exit codes: 0 some were refused, 1 none, 2 wrong usage, 3 DeployTrail itself failed."
    })
final class DeniedCommand extends ListCommand<Answer.Refusal> {
  @Mixin private final PeriodOptions period = new PeriodOptions();

  DeniedCommand(Terminal terminal) {
    super(terminal, Answer.DeniedList.class, AnswerColumns.DENIED);
  }

  @Override
  Question question(AskedTime times, Optional<String> after) {
    return new Question.Denied(period.period(times), inPlace(), after);
  }
}
