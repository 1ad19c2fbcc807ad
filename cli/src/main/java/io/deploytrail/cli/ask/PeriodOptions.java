package io.deploytrail.cli.ask;

import io.deploytrail.questions.AskedTime;
import io.deploytrail.questions.Period;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The time that a question asks about.
final class PeriodOptions {
  @Option(
      names = {"--from", "--since"},
      paramLabel = "<time>",
      description =
          "From this time or day on, or so long ago: 2026-11-20, 2h, 7d, yesterday (default: 7 days before --to).")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "<time>",
      description = "Up to this time or day (default: now).")
  private @Nullable String to;

  Period period(AskedTime times) {
    return Period.of(Optional.ofNullable(from), Optional.ofNullable(to), times);
  }
}
