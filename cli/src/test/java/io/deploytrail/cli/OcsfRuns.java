package io.deploytrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// `attribute --format ocsf`, and the events that it writes.
final class OcsfRuns {
  private OcsfRuns() {}

  static List<JsonNode> events(Desk desk, String... arguments) {
    var run = desk.run(with(arguments, "attribute", "--format", "ocsf"));
    assertThat(run.exitCode()).as(run.err()).isZero();
    // As bytes, as they are piped.
    return trees(new String(run.out().getBytes(UTF_8), UTF_8));
  }

  static List<JsonNode> trees(String lines) {
    return lines.lines().map(Desk::json).toList();
  }

  static String[] with(String[] more, String... some) {
    var all = new ArrayList<>(List.of(some));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  /// The one event of those records.
  static JsonNode eventOf(Desk desk, String... records) {
    var events = events(desk, "--all", desk.file("log.json", String.join("\n", records)));
    assertThat(events).hasSize(1);
    return events.getFirst();
  }
}
