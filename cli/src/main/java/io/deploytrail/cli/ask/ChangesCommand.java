package io.deploytrail.cli.ask;

import io.deploytrail.cli.console.Terminal;
import io.deploytrail.cli.output.AnswerColumns;
import io.deploytrail.questions.Answer;
import io.deploytrail.questions.AskedTime;
import io.deploytrail.questions.Question;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// What happened to a resource?
@Command(
    name = "changes",
    mixinStandardHelpOptions = true,
    description =
        "What changed a resource, or was refused to, newest first, and which deployment did it.",
    footer = {
      "",
      "  deploytrail changes arn:aws:s3:::web-assets",
      "  deploytrail changes https://sqs.us-east-1.amazonaws.com/111122223333/orders",
      "  deploytrail changes sg-0a1b2c3d4e5f67890 --since 30d",
      "  deploytrail changes acme/web/prod@latest                  what that deployment changed",
      "",
      "Exit codes: 0 something happened, 1 nothing is known, 2 wrong usage, 3 DeployTrail itself failed.",
    })
final class ChangesCommand extends ListCommand<Answer.MadeCall> {
  @Parameters(
      paramLabel = "<resource or handle>",
      description = {
        "The resource: by ARN or URL that one alone; by a bare name (sg-…, a bucket's name) every one of that name, whatever its type.",
        "Or a deployment or session, by any handle that calls takes."
      })
  private String resource = "";

  @Mixin private final AtOption at = new AtOption();

  @Mixin private final PeriodOptions period = new PeriodOptions();
  @Mixin private final FilterOptions filter = new FilterOptions();

  ChangesCommand(Terminal terminal) {
    super(terminal, Answer.CallList.class, AnswerColumns.CHANGES);
  }

  @Override
  Question question(AskedTime times, Optional<String> after) {
    return Question.changes(
        resource, at.time(times), period.period(times), filter.filter(account(), region()), after);
  }
}
