package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every command as a person runs it: exit codes, formats, what is written down.
final class CommandsTest {
  @TempDir private Path folder = Path.of("");
  private Desk desk = new Desk(folder);
  private String log = "";

  @BeforeEach
  void makeTrail() {
    desk = new Desk(folder);
    log = desk.file("logs/trail.json", MadeUpTrail.log());
  }

  @Test
  void attributesTheCallsOfATrailOnceEach() {
    var run = desk.run("attribute", log);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines()).hasSize(3);
    assertThat(run.out())
        .contains(
            MadeUpTrail.CALL,
            MadeUpTrail.CHAINED,
            "https://app.pulumi.com/acme/web/prod/deployments")
        .doesNotContain(MadeUpTrail.STRANGER, MadeUpTrail.TOKEN);
    assertThat(run.out().lines())
        .allMatch(line -> line.contains("\"verdict\":\"DEPLOYMENT\",\"confidence\":\"PROVEN\""));
    assertThat(run.err()).contains("1 files, 7 records", "1 duplicates");
  }

  @Test
  void attributesEveryCallIfAsked() {
    assertThat(desk.run("attribute", "--all", log).out().lines())
        .hasSize(4)
        .anyMatch(line -> line.contains(MadeUpTrail.STRANGER));
  }

  @Test
  void unreadableIdentityIsNobodysCall() {
    var text = MadeUpTrail.BUCKET.replaceFirst("\"userIdentity\":", "\"userIdentity\":7,\"x\":");
    assertThat(text).isNotEqualTo(MadeUpTrail.BUCKET);
    var run = desk.run("attribute", "--all", desk.file("trail.ndjson", text));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("record 1: userIdentity: an object was expected, not a number in event")
        .contains(
            "1 files, 0 records: calls by verdict {};", "1 files and 1 records with problems");
  }

  @Test
  void attributesInEveryFormat() {
    assertThat(desk.run("attribute", "--format", "json", log).out())
        .startsWith("[\n{")
        .endsWith("}\n]\n");
    assertThat(desk.run("attribute", "--format", "csv", log).out().lines())
        .hasSize(4)
        .first()
        .asString()
        .startsWith("eventId,eventTime,");
    assertThat(desk.run("attribute", "--format", "table", log).out().lines())
        .hasSize(4)
        .anyMatch(line -> line.contains("DEPLOYMENT"));
  }

  @Test
  void nothingIsRememberedByAttribute() {
    desk.run("attribute", log);

    assertThat(folder.resolve(".deploytrail")).doesNotExist();
  }

  @Test
  void indexWithABrokenTemplateWritesNothing() {
    assertThat(desk.run("index", log, "--template", "${no.such}").exitCode()).isEqualTo(2);
    assertThat(folder.resolve(".deploytrail")).doesNotExist();
  }

  @Test
  void rendersAndExplainsNames() {
    var render =
        desk.run(
            "render",
            "${organization.name}-${project.name}-${stack.name}-${deployment.id}",
            "--organization=pulumi-local",
            "--project=test-nocode-rtct-3",
            "--stack=dev",
            "--id=" + MadeUpTrail.ID);
    assertThat(render.exitCode()).isZero();
    assertThat(render.out())
        .contains(
            "\"name\":\"pulumi-loca-test-nocode-dev-" + MadeUpTrail.ID + "\"",
            "\"project\":\"test-nocode\"");

    var explain =
        desk.run("explain", "pulumi-loca-test-nocode-dev-" + MadeUpTrail.ID, "--format=csv");
    assertThat(explain.exitCode()).isZero();
    assertThat(explain.out()).contains(MadeUpTrail.ID).contains("presentsItself");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "who",
        "who not-an-event-id",
        "who arn:aws:sts::111122223333:assumed-role/deploy/pulumi",
        "who " + MadeUpTrail.KEY + " --at tomorrow",
        "who -",
        "explain name --template=${project.nam}",
        "deployments a/b/c/d",
        "deployments --from 2026-11-20 --to 2026-11-01",
        "denied --limit many",
        "render ${deployment.version} --organization=a --project=b --stack=c",
        "render ${deployment.id} --organization=a --project=b --stack=c --id=7",
        "attribute",
        "explain name --provider=http://api.pulumi.com/oidc",
        "explain name --provider=arn:aws:iam::111122223333:role/deploy",
        "explain name --provider=*",
        "calls-nobody-knows",
        "calls",
        "calls acme/web/prod",
        "calls acme/web/prod@0",
        "changes",
        "changes sg-1 --calls-table T",
        "explain name --region=us-east-1",
        "who " + MadeUpTrail.KEY + " --region us-east-1",
        "calls " + MadeUpTrail.KEY + " --profile audit"
      })
  void wrongUsageIsToldInWordsAndExitsWith2(String line) {
    var run = desk.run(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isNotBlank().doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "who",
        "calls",
        "changes",
        "deployments",
        "denied",
        "explain",
        "render",
        "index",
        "attribute",
        "mcp",
        "demo",
        "completion",
        "completion install",
        "completion print"
      })
  void everyCommandTeachesItself(String command) {
    var run = desk.run((command + " --help").strip().split(" "));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Usage: deploytrail").doesNotContain("null");
  }

  @Test
  void tellsItsVersionAndCompletes() {
    assertThat(desk.run("--version").out())
        .startsWith("deploytrail ")
        .contains(", commit not known: this was built without git")
        .contains("Java 25")
        .doesNotContain("${");
    assertThat(desk.run("completion", "print").out()).contains("deploytrail");
  }

  @Test
  void whatWouldMoveACursorOrRunAFormulaIsDefused() {
    var name = "=1+1-\u001b[31m\u202e";
    var table = desk.run("explain", name, "--format=table");
    var csv = desk.run("explain", "=cmd", "--format=csv");

    assertThat(table.out()).doesNotContain("\u001b", "\u202e").contains("\\u001b");
    assertThat(csv.out()).contains("'=cmd");
  }
}
