package io.deploytrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Records give the same answers whatever shape they come in.
final class ShapesTest {
  private static final List<String> RECORDS =
      List.of(
          MadeUpTrail.ROOT,
          MadeUpTrail.BUCKET,
          MadeUpTrail.LINK,
          MadeUpTrail.CHAINED_CALL,
          MadeUpTrail.DENIED,
          MadeUpTrail.STRANGERS_CALL);

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @EnumSource
  void answersAreTheSameInEveryShape(TrailShape shape) {
    var desk = new Desk(folder);
    var expected = desk.run("attribute", "--all", desk.file("trail", String.join("", RECORDS)));
    assertThat(expected.out().lines()).hasSize(4);

    desk.file("logs/some file", shape.of(RECORDS));
    var run = desk.run("attribute", "--all", folder.resolve("logs").toString());

    assertThat(run.err()).contains("0 other files; ", "0 files and 0 records with problems");
    assertThat(run.out()).isEqualTo(expected.out());
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void questionsAreAnsweredFromEveryShape(TrailShape shape) {
    var desk = new Desk(folder);
    assertThat(desk.run("index", desk.file("a log", shape.of(RECORDS))).exitCode()).isZero();

    assertThat(desk.run("who", MadeUpTrail.CALL).out())
        .contains("\"verdict\":\"DEPLOYMENT\",\"confidence\":\"PROVEN\"");
    assertThat(desk.run("calls", MadeUpTrail.ID, "--format", "ndjson").out())
        .contains(MadeUpTrail.CALL, MadeUpTrail.CHAINED);
    assertThat(desk.run("denied", "--from", "2026-11-20", "--to", "2026-11-20").exitCode())
        .isZero();
  }

  /// Far longer than any buffer, so that none of it is read at once.
  @ParameterizedTest
  @EnumSource
  void shapeMayBeOfAnyLength(TrailShape shape) {
    var desk = new Desk(folder);
    var many = new ArrayList<>(RECORDS);
    while (many.size() < 5_000) {
      many.add(MadeUpTrail.BUCKET);
    }

    var run = desk.run("attribute", desk.file("log", shape.of(many)));

    assertThat(run.err())
        .contains(
            "0 files and 0 records with problems",
            "5000 records: calls by verdict {DEPLOYMENT=3, NONE=1}");
  }

  @ParameterizedTest
  @EnumSource
  void shapeThatIsCutOffIsDamage(TrailShape shape) {
    var desk = new Desk(folder);
    var content = shape.of(RECORDS);
    desk.file("logs/some file", Arrays.copyOf(content, content.length - 120));

    var run = desk.run("attribute", "--all", folder.resolve("logs").toString());

    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains("some file");
    assertThat(run.out()).contains(MadeUpTrail.CALL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"results\":[[{\"field\":\"eventID\",\"value\":\"x\"}]]} | record 1: a JSON object was expected, not an array; select the whole record: @message in CloudWatch Logs Insights, eventJson in CloudTrail Lake",
        "{\"QueryResultRows\":[[{\"eventID\":\"x\"}]]} | record 1: a JSON object was expected, not an array; select the whole record",
        "eventid,eventtime,eventname | it is CSV of records without the columns eventSource, userIdentity, errorCode, requestParameters, responseElements; select them too",
        "Event ID,Event time,User name | it is CSV of the CloudTrail console, which leaves out who was given which session; download the event history as JSON",
      })
  void shapeThatIsNotReadIsNamedWithTheWayOut(String content, String reason) {
    var desk = new Desk(folder);
    desk.file("logs/some file", content);
    var run = desk.run("attribute", folder.resolve("logs").toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).containsPattern("some file(, |: )" + Pattern.quote(reason));
  }

  @Test
  void recordsInSomethingUnknownAreGotOutByTheCommandThatIsTold()
      throws IOException, InterruptedException {
    var desk = new Desk(folder);
    var told =
        desk.run(
            "attribute", desk.file("a", "{\"data\":[{\"inner\":" + MadeUpTrail.BUCKET + "}]}"));
    assertThat(told.exitCode()).isEqualTo(2);
    var line = told.err().lines().findFirst().orElseThrow();
    var command = line.substring(line.indexOf("jq "));
    assertThat(Files.readString(Path.of("..", "docs", "cli.md"))).contains(command);
    assumeTrue(hasJq(), "jq is not installed");

    desk.file(
        "b",
        "{\"data\":[{\"inner\":"
            + MadeUpTrail.BUCKET
            + "},"
            + new ObjectMapper().writeValueAsString(MadeUpTrail.ROOT)
            + "]}");
    run("sh", "-c", command + " b > records.ndjson");

    assertThat(desk.run("attribute", folder.resolve("records.ndjson").toString()).out())
        .contains(MadeUpTrail.CALL, "PROVEN");
  }

  private boolean hasJq() throws InterruptedException {
    try {
      return run("jq", "--version") == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).directory(folder.toFile()).start().waitFor();
  }

  @Test
  void documentationListsTheShapes() throws IOException {
    var lines = Files.readAllLines(Path.of("..", "docs", "cli.md"), UTF_8);
    var section =
        String.join(
            "\n", lines.subList(lines.indexOf("### Shapes") + 1, lines.indexOf("### In S3")));
    // A long item goes on in the next line.
    var list = section.replace("\n  ", " ").lines();
    assertThat(list.filter(line -> line.startsWith("- ")).map(line -> line.substring(2)))
        .containsExactlyElementsOf(
            Arrays.stream(TrailShape.values()).map(shape -> shape.described).toList());
  }
}
