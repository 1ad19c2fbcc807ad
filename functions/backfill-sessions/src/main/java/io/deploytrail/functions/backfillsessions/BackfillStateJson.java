package io.deploytrail.functions.backfillsessions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.ingestion.BackfillState;
import io.deploytrail.ingestion.BackfillState.BackfillPart;
import io.deploytrail.ingestion.BackfillState.Work;
import io.deploytrail.questions.WrittenTime;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// The function's input, and its output, which is the input of its next run:
/// `{"region":"eu-west-1","part":"issuances","from":"…","to":"…","checkpoint":"…","window":"PT6H",
/// "requests":0,"events":0,"unreadable":0,"found":0,"percent":0,"done":false}`.
///
/// Only the Region and the part, `issuances` or `links`, must be in the first input: `to` is then
/// now, and `from` 90 days before it, which is how far the event history reaches.
final class BackfillStateJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, BackfillPart> PARTS =
      Map.of("issuances", BackfillPart.ISSUANCES, "links", BackfillPart.LINKS);

  /// "Working with CloudTrail event history", CloudTrail User Guide.
  private static final Duration HISTORY = Duration.ofDays(90);

  private BackfillStateJson() {}

  /// Throws `IllegalArgumentException` that says what was expected.
  static BackfillState read(JsonNode input, Clock clock) {
    var region = input.path("region").asText();
    if (!region.matches("[a-z]{2}(-[a-z]+)+-\\d+")) {
      throw expected("region", "a Region such as eu-west-1", input);
    }
    var part = PARTS.get(input.path("part").asText());
    if (part == null) {
      throw expected("part", "issuances or links", input);
    }
    var to = time(input, "to", clock.instant());
    var from = time(input, "from", to.minus(HISTORY));
    var start = BackfillState.start(region, part, from, to);
    return new BackfillState(
        region,
        part,
        from,
        to,
        time(input, "checkpoint", from),
        input.has("window") ? duration(input) : start.window(),
        new Work(
            input.path("requests").asLong(),
            input.path("events").asLong(),
            input.path("unreadable").asLong(),
            input.path("found").asLong()));
  }

  private static Instant time(JsonNode input, String name, Instant absent) {
    if (!input.hasNonNull(name)) {
      return absent;
    }
    try {
      return WrittenTime.instant(input.path(name).asText());
    } catch (DateTimeException _) {
      throw expected(name, "a time such as 2026-11-20T09:30:00Z", input);
    }
  }

  private static Duration duration(JsonNode input) {
    try {
      return Duration.parse(input.path("window").asText());
    } catch (DateTimeException _) {
      throw expected("window", "a duration such as PT6H", input);
    }
  }

  private static IllegalArgumentException expected(String name, String what, JsonNode input) {
    return new IllegalArgumentException(
        "\"%s\" takes %s, not %s".formatted(name, what, input.path(name)));
  }

  static JsonNode write(BackfillState state) {
    var part =
        switch (state.part()) {
          case ISSUANCES -> "issuances";
          case LINKS -> "links";
        };
    return JSON.createObjectNode()
        .put("region", state.region())
        .put("part", part)
        .put("from", state.from().toString())
        .put("to", state.to().toString())
        .put("checkpoint", state.checkpoint().toString())
        .put("window", state.window().toString())
        .put("requests", state.work().requests())
        .put("events", state.work().events())
        .put("unreadable", state.work().unreadable())
        .put("found", state.work().found())
        .put("percent", state.percent())
        .put("done", state.isDone());
  }
}
