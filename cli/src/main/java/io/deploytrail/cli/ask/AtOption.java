package io.deploytrail.cli.ask;

import io.deploytrail.questions.AskedTime;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The time that some handles need.
final class AtOption {
  @Option(
      names = "--at",
      paramLabel = "<time>",
      description =
          "When, for a stack, a role, or a key that was used twice: 2026-11-20T09:30:00Z.")
  private @Nullable String text;

  Optional<Instant> time(AskedTime times) {
    return Optional.ofNullable(text).map(time -> times.from("--at", time));
  }
}
