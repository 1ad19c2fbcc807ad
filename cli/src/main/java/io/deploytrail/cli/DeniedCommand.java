package io.deploytrail.cli;

import io.deploytrail.questions.Period;
import io.deploytrail.questions.Question;
import java.util.Optional;
import picocli.CommandLine.Command;

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
      "Exit codes: 0 some were refused, 1 none, 2 wrong usage."
    })
final class DeniedCommand extends ListCommand {
  DeniedCommand(Terminal terminal) {
    super(terminal, Columns.DENIED);
  }

  @Override
  Question question(Period period, Optional<String> after) {
    return new Question.Denied(period, after);
  }
}
