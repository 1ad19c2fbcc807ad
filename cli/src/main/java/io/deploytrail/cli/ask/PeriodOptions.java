package io.deploytrail.cli.ask;

import io.deploytrail.questions.Period;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The time that a question asks about.
final class PeriodOptions {
  @Option(
      names = "--from",
      paramLabel = "<time>",
      description = "From this time or day on (default: 7 days before --to).")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "<time>",
      description = "Up to this time or day (default: now).")
  private @Nullable String to;

  Period period() {
    return Period.of(Optional.ofNullable(from), Optional.ofNullable(to), Clock.systemUTC());
  }
}
