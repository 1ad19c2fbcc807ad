package io.deploytrail.cli.ask;

import io.deploytrail.questions.AskedTime;
import io.deploytrail.questions.Period;
import io.deploytrail.questions.Question;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The time that a question about rare things asks about: a quarter, unless it is told.
final class QuarterOptions {
  @Option(
      names = {"--from", "--since"},
      paramLabel = "<time>",
      description =
          "From this time or day on, or so long ago: 2026-09-01, 30d (default: 90 days before --to).")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "<time>",
      description = "Up to this time or day (default: now).")
  private @Nullable String to;

  Period period(AskedTime times) {
    return Question.WhoMayUse.period(Optional.ofNullable(from), Optional.ofNullable(to), times);
  }
}
