package io.deploytrail.cli.ask;

import io.deploytrail.questions.AskedTime;
import io.deploytrail.questions.Handle;
import picocli.CommandLine.Mixin;
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

  @Mixin private final AtOption at = new AtOption();

  String text() {
    return text;
  }

  Handle handle(AskedTime times) {
    return Handle.parse(text, at.time(times));
  }
}
