package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `trust --tries`: many tokens, each answered in its turn.
final class TrustTriesTest {
  @TempDir private Path folder = Path.of("");
  private Desk desk = new Desk(folder);
  private String policy = "";

  @BeforeEach
  void makePolicy() {
    desk = new Desk(folder);
    policy = desk.file("role.json", MadeUpRole.policyOf("prod"));
  }

  private static String tryOf(String subject) {
    return "{\"subject\":\"" + subject + "\",\"audience\":\"acme\"}";
  }

  @Test
  void triesAreAnsweredInTheirOrderAndBadLinesDoNotStopThem() {
    var tries =
        String.join(
            "\n",
            tryOf(MadeUpTrail.SUBJECT),
            "",
            "{\"subject\":7}",
            "no JSON",
            "[]",
            "{\"audience\":\"acme\",\"subject\":\"" + MadeUpTrail.SUBJECT + "\",\"more\":\"x\"}",
            "{\"subject\":\"a\",\"provider\":\"arn:aws:iam::7:x\"}",
            "   ",
            tryOf(MadeUpTrail.SUBJECT.replace("prod", "dev")),
            tryOf(MadeUpTrail.SUBJECT) + " " + tryOf(MadeUpTrail.SUBJECT),
            "{\"subject\":\"a\",\"subject\":\"" + MadeUpTrail.SUBJECT + "\"}");

    var run = desk.runOn(tries, "trust", policy, "--tries", "-");

    assertThat(run.exitCode()).isEqualTo(2);
    var answers = run.out().lines().map(Desk::json).toList();
    assertThat(answers.stream().map(TrustTriesTest::outcome))
        .containsExactly(
            "true", "line 3", "line 4", "line 5", "line 6", "line 7", "false", "line 10",
            "line 11");
  }

  private static String outcome(JsonNode answer) {
    return answer.has("error")
        ? answer.path("error").asText().split(":", 2)[0]
        : answer.path("allowed").asText();
  }

  @Test
  void refusedTriesAreNoFailure() {
    var tries =
        desk.file("tries.ndjson", tryOf(MadeUpTrail.SUBJECT.replace("prod", "dev")) + "\r\n");

    var run = desk.run("trust", policy, "--tries", tries);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines()).hasSize(1);
  }

  @Test
  void aHundredThousandTriesAreAnsweredInTheirOrder() {
    var tries =
        IntStream.range(0, 100_000)
            .mapToObj(number -> tryOf(number % 3 == 0 ? MadeUpTrail.SUBJECT : "x" + number))
            .collect(Collectors.joining("\n"));
    var file = desk.file("tries.ndjson", tries);

    var run =
        assertTimeout(Duration.ofSeconds(60), () -> desk.run("trust", policy, "--tries", file));

    assertThat(run.exitCode()).isZero();
    var allowed = run.out().lines().map(line -> line.contains("\"allowed\":true")).toList();
    assertThat(allowed)
        .isEqualTo(IntStream.range(0, 100_000).mapToObj(number -> number % 3 == 0).toList());
  }
}
