package io.deploytrail.cli.ask;

import io.deploytrail.questions.AskedTime;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What a question is about, by any of its names.
final class HandleOptions {
  @Parameters(
      paramLabel = "<handle>",
      description = {
        "<organization>/<project>/<stack>@<version> or @latest, the same without @ and with --at, a deployment id,",
        "an access key id, an assumed-role ARN with --at, or the event id of a call."
      })
  private String text = "";

  @Option(
      names = "--at",
      paramLabel = "<time>",
      description =
          "When, for a stack, a role, or a key that was used twice: 2026-11-20T09:30:00Z.")
  private @Nullable String at;

  String text() {
    return text;
  }

  Optional<Instant> at(AskedTime times) {
    return Optional.ofNullable(at).map(time -> times.from("--at", time));
  }
}
