package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deploytrail.cli.console.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `denied --explain`: why AWS refused, by a record on stdin, by a text, and by the index.
final class DeniedExplainTest {
  private static final String[] DAY = {"--from", "2026-11-20", "--to", "2026-11-20"};
  private static final String NOT_AUTHORIZED =
      "Not authorized to perform sts:AssumeRoleWithWebIdentity";

  private static final Terminal TERMINAL = new Terminal(true, true, 80, Terminal.Look.MONOCHROME);

  @TempDir private Path folder = Path.of("");
  private Desk desk = new Desk(folder);

  private static List<String> names(JsonNode object) {
    return object.propertyStream().map(Map.Entry::getKey).toList();
  }

  @BeforeEach
  void openDesk() {
    desk = new Desk(folder);
  }

  private static String[] with(String... more) {
    var arguments = new String[more.length + DAY.length];
    System.arraycopy(more, 0, arguments, 0, more.length);
    System.arraycopy(DAY, 0, arguments, more.length, DAY.length);
    return arguments;
  }

  private Desk.Run explainRecord(String... more) {
    var arguments = new String[more.length + 3];
    arguments[0] = "denied";
    arguments[1] = "--explain";
    arguments[2] = "-";
    System.arraycopy(more, 0, arguments, 3, more.length);
    return desk.runOn(MadeUpTrail.DENIED, arguments);
  }

  private static JsonNode refusal(Desk.Run run) {
    assertThat(run.out().lines()).as(run.err()).hasSize(1);
    return Desk.json(run.out()).path("refusal");
  }

  @Test
  void newcomersRecordIsExplainedWithoutAnIndexAndWithoutAws() {
    var policy = desk.file("role.json", MadeUpRole.policyOf("prdo"));

    var run = explainRecord("--policy", policy, "--format", "ndjson");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).doesNotContain("index");
    var refusal = refusal(run);
    assertThat(names(refusal))
        .containsExactly(
            "role",
            "allowed",
            "cause",
            "certainty",
            "part",
            "statement",
            "condition",
            "actual",
            "nearest",
            "fix",
            "otherCauses",
            "evidence",
            "notDecided");
    assertThat(refusal.path("cause").asText()).isEqualTo("SUBJECT_MISMATCH");
    assertThat(refusal.path("certainty").asText()).isEqualTo("LIKELY");
    assertThat(refusal.path("part").asText()).isEqualTo("stack");
    assertThat(refusal.path("statement").asText()).isEqualTo("Deploy");
    assertThat(names(refusal.path("condition"))).containsExactly("operator", "key", "expected");
    assertThat(refusal.path("fix").path("Statement").isArray()).isTrue();
    assertThat(refusal.path("evidence").toString())
        .contains(
            "the policy allows stack prdo of project web; the token was for stack prod",
            "supplied record, not checked against CloudTrail");
    assertThat(folder.resolve(".deploytrail")).doesNotExist();
  }

  @Test
  void recordsTableFits80ColumnsAndSaysTheFix() {
    var policy = desk.file("role.json", MadeUpRole.policyOf("prdo"));

    var run =
        desk.run(
            TERMINAL,
            MadeUpTrail.DENIED,
            "denied",
            "--explain",
            "-",
            "--policy",
            policy,
            "--format",
            "table");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(run.out()).contains("SUBJECT_MISMATCH", "LIKELY");
    assertThat(run.err())
        .contains("- the policy allows stack prdo of project web", "fix: {\"Version\"");
  }

  @Test
  void withoutPolicyTheRecordIsOpen() {
    var refusal = refusal(explainRecord());

    assertThat(refusal.path("certainty").asText()).isEqualTo("OPEN");
    assertThat(refusal.has("fix")).isFalse();
    assertThat(refusal.path("evidence").toString()).contains("--policy");
  }

  @Test
  void policyThatLetsItInIsNoCause() {
    var policy = desk.file("role.json", MadeUpRole.policyOf("prod"));

    var refusal = refusal(explainRecord("--policy", policy));

    assertThat(refusal.path("cause").asText()).isEqualTo("ORGANIZATION_POLICY");
    assertThat(refusal.path("certainty").asText()).isEqualTo("OPEN");
  }

  @Test
  void recordOfSomethingElseIsWrongUsage() {
    var run = desk.runOn(MadeUpTrail.BUCKET, "denied", "--explain", "-");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("AssumeRoleWithWebIdentity was expected");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Not authorized to perform sts:AssumeRoleWithWebIdentity | OPEN | SUBJECT_MISMATCH | 0",
        "ExpiredTokenException: Token expired | LIKELY | TOKEN_EXPIRED | 0",
        "the dog ate it | | | 1"
      })
  void textOfPulumisLogIsExplained(String text, String certainty, String cause, int exitCode) {
    var run = desk.run("denied", "--explain", "--error", text);

    assertThat(run.exitCode()).isEqualTo(exitCode);
    var answer = Desk.json(run.out());
    assertThat(answer.path("cause").textValue()).isEqualTo(cause);
    assertThat(answer.path("certainty").textValue()).isEqualTo(certainty);
    assertThat(answer.has("allowed")).isEqualTo(exitCode == 0);
    assertThat(folder.resolve(".deploytrail")).doesNotExist();
  }

  @Test
  void textIsExplainedInATableAndAsCsv() {
    var table =
        desk.run(
            TERMINAL, "", "denied", "--explain", "--error", NOT_AUTHORIZED, "--format", "table");
    var csv = desk.run("denied", "--explain", "--error", NOT_AUTHORIZED, "--format", "csv");

    assertThat(table.out()).startsWith("REFUSED  SUBJECT_MISMATCH OPEN\n");
    assertThat(table.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(csv.out().lines().toList().getFirst())
        .isEqualTo("role,allowed,cause,certainty,evidence,notDecided");
    assertThat(csv.out().lines()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "denied - | go with --explain",
        "denied --error x | go with --explain",
        "denied --policy role.json | go with --explain",
        "denied --explain record.json | - was expected",
        "denied --explain --error x - | neither a record nor a policy",
        "denied --explain --policy absent.json | cannot be read",
        "denied --explain --error x --format ocsf | one answer is written as",
      })
  void wrongUsageIsToldInWords(String line, String message) {
    var run = desk.run(line.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | no role stands in it",
        "Statement: 7 | it is no JSON",
        "{\"Statement\":7} | role.json: ",
      })
  void fileThatHoldsNoPolicyIsWrongUsage(String content, String message) {
    var run = explainRecord("--policy", desk.file("role.json", content));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(message).doesNotContain("fault of its own");
  }

  @Test
  void listNamesTheCauseByThePolicyThatWasInForce() {
    var log =
        MadeUpRole.log(
            MadeUpTrail.DENIED,
            MadeUpRole.update("1", "2026-11-19T08:00:00Z", MadeUpRole.policyOf("prdo")),
            MadeUpRole.update("2", "2026-11-20T09:00:00Z", MadeUpRole.policyOf("prod")));
    desk.run("index", desk.file("trail.json", log));

    var refusal = refusal(desk.run(with("denied", "--explain")));

    assertThat(refusal.path("cause").asText()).isEqualTo("SUBJECT_MISMATCH");
    assertThat(refusal.path("certainty").asText()).isEqualTo("CERTAIN");
    assertThat(refusal.path("evidence").toString())
        .contains(
            "set at 2026-11-19T08:00:00Z by UpdateAssumeRolePolicy",
            "it was changed since, at 2026-11-20T09:00:00Z");
    assertThat(Desk.json(desk.run(with("denied")).out()).has("refusal")).isFalse();
    assertThat(desk.run(with("denied", "--explain", "--format", "csv")).out())
        .contains("SUBJECT_MISMATCH,CERTAIN");
  }

  @Test
  void changeOfTheLastMinuteMakesItLikely() {
    var log =
        MadeUpRole.log(
            MadeUpTrail.DENIED,
            MadeUpRole.update("1", "2026-11-20T07:59:30Z", MadeUpRole.policyOf("prod")));
    desk.run("index", desk.file("trail.json", log));

    var refusal = refusal(desk.run(with("denied", "--explain")));

    assertThat(refusal.path("cause").asText()).isEqualTo("PROPAGATION");
    assertThat(refusal.path("certainty").asText()).isEqualTo("LIKELY");
  }
}
