package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The questions as a person asks them, after `index`: answers, exit codes, what was not searched.
final class QuestionCommandsTest {
  private static final String[] DAY = {"--from", "2026-11-20", "--to", "2026-11-20"};
  @TempDir private Path folder = Path.of("");
  private Desk desk = new Desk(folder);
  private String log = "";

  @BeforeEach
  void makeTrail() {
    desk = new Desk(folder);
    log = desk.file("logs/trail.json", MadeUpTrail.log());
  }

  @Test
  void answersWhoFromTheIndexAndTheFiles() {
    assertThat(desk.run("index", log).exitCode()).isZero();

    var call = desk.run("who", MadeUpTrail.CALL);
    assertThat(call.exitCode()).isZero();
    assertThat(call.out()).contains("\"verdict\":\"DEPLOYMENT\"", MadeUpTrail.ID);
    assertThat(desk.run("who", MadeUpTrail.KEY).exitCode()).isZero();
    assertThat(desk.run("who", MadeUpTrail.ROLE, "--at", "2026-11-20T09:30:00Z").out())
        .contains("INFERRED");
    assertThat(desk.runOn(MadeUpTrail.CHAINED_CALL, "who", "-").out())
        .contains("PROVEN", "supplied record");
    assertThat(desk.runOn("{\"Records\":[" + MadeUpTrail.BUCKET + "]}", "who", "-").exitCode())
        .isZero();
    assertThat(
            desk.run("who", "--engine", "sqlite", "--format", "csv", MadeUpTrail.CALL)
                .out()
                .lines())
        .hasSize(2);
    assertThat(desk.run("who", "--format", "table", MadeUpTrail.CALL).out())
        .contains("DEPLOYMENT PROVEN  acme/web/prod", "url");
  }

  @Test
  void whatIndexWasToldCountsForQuestionsInItsFolder() {
    desk.run("index", log, "--organization", "globex", "--template", "x-${deployment.id}");
    assertThat(desk.run("who", MadeUpTrail.CALL).out()).contains("FOREIGN_ORGANIZATION");
    assertThat(desk.run("explain", "x-" + MadeUpTrail.ID).out()).contains("x-${deployment.id}");

    assertThat(desk.run("who", MadeUpTrail.CALL, "--organization", "acme").out())
        .doesNotContain("FOREIGN_ORGANIZATION");
    assertThat(desk.run("deployments", "--from", "2026-11-20").out())
        .contains("FOREIGN_ORGANIZATION");

    desk.run("index", log, "--organization", "acme");
    assertThat(desk.run("who", MadeUpTrail.CALL).out()).doesNotContain("FOREIGN_ORGANIZATION");
    assertThat(desk.run("explain", "x-" + MadeUpTrail.ID).out()).contains("x-${deployment.id}");
  }

  @Test
  void answersSayWhatTheIndexCouldNotRead() {
    var broken = desk.file("logs/broken.json", "{\"Records\":[{\"eventID\":\"1\",\"eventTime\":");
    var absent = folder.resolve("logs/absent.json").toString();
    assertThat(desk.run("index", log, broken, absent).exitCode()).isEqualTo(2);

    for (var question :
        List.of(
            new String[] {"who", MadeUpTrail.CALL},
            with(DAY, "deployments"),
            with(DAY, "denied"),
            new String[] {"calls", MadeUpTrail.ID})) {
      assertThat(desk.run(question).err())
          .as(question[0])
          .contains("calls may be missing, as index could not read", broken, absent);
    }
    assertThat(desk.run("calls", "--format", "json", MadeUpTrail.ID).out())
        .contains("absent.json: there is no such file or folder");

    desk.file("logs/broken.json", MadeUpTrail.log());
    desk.file("logs/absent.json", MadeUpTrail.log());
    assertThat(desk.run("index", folder.resolve("logs").toString()).exitCode()).isZero();
    assertThat(desk.run("who", MadeUpTrail.CALL).err()).doesNotContain("missing");
  }

  @Test
  void anIndexOfNoSessionsIsNoBrokenOne() {
    var call = desk.file("call.json", MadeUpTrail.BUCKET);
    assertThat(desk.run("index", call).exitCode()).isZero();

    var who = desk.run("who", MadeUpTrail.CALL);
    assertThat(who.err()).isEmpty();
  }

  @Test
  void bothEnginesGiveTheSameAnswer() {
    desk.run("index", log);
    System.setProperty("deploytrail.home", Path.of("..").toAbsolutePath().normalize().toString());

    var memory = desk.run(with(DAY, "deployments"));
    var dynamodb = desk.run(with(DAY, "deployments", "--engine", "dynamodb"));

    assertThat(dynamodb.err()).isEmpty();
    assertThat(dynamodb.out()).isEqualTo(memory.out()).isNotEmpty();
  }

  @Test
  void saysByItsExitCodeThatThereIsNoAnswer() {
    desk.run("index", log);

    assertThat(desk.run("who", MadeUpTrail.STRANGER).exitCode()).isEqualTo(1);
    assertThat(desk.run("who", "99999999-0000-4000-8000-000000000000").exitCode()).isEqualTo(1);
    assertThat(desk.run("who", "ASIAUNKNOWN").exitCode()).isEqualTo(1);
    assertThat(desk.run(with(DAY, "deployments", "nobody")).exitCode()).isEqualTo(1);
    assertThat(desk.run("explain", "alice").exitCode()).isEqualTo(1);
  }

  @Test
  void namesTheFilesThatAreGone() throws IOException {
    desk.run("index", log);
    Files.delete(Path.of(log));

    var run = desk.run("who", MadeUpTrail.STRANGER);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("\"notSearched\":[\"" + log);
  }

  @Test
  void listsDeploymentsAndDeniedAttempts() {
    desk.run("index", log);

    var deployments = desk.run(with(DAY, "deployments", "acme/web/prod"));
    assertThat(deployments.exitCode()).isZero();
    assertThat(deployments.out().lines()).hasSize(1).first().asString().contains(MadeUpTrail.ID);
    assertThat(desk.run(with(DAY, "deployments", "--format", "json")).out())
        .startsWith("{\"items\":[")
        .contains("\"searched\":[\"session index\"]");
    assertThat(desk.run(with(DAY, "deployments", "--format", "csv")).out().lines()).hasSize(2);
    assertThat(desk.run(with(DAY, "denied")).out()).contains("\"attempts\":1", "AccessDenied");
    assertThat(desk.run(with(DAY, "denied", "--format", "table")).out().lines()).hasSize(2);
  }

  @Test
  void countsSessionsOfNoDeploymentUnlessTheyAreAskedFor() {
    var key =
        MadeUpTrail.ESC
            .replaceAll("pulumi:environments:[^\"]*", "pulumi:cmk:pulumi.organization.login:acme")
            .replace("10000000-0000-4000-8000-000000000008", "10000000-0000-4000-8000-000000000010")
            .replace("ASIAENVIRONMENT00001", "ASIAOWNKEY0000000001");
    desk.run("index", log, desk.file("esc.json", MadeUpTrail.ESC + key));

    var without = desk.run(with(DAY, "deployments", "acme"));
    var all = desk.run(with(DAY, "deployments", "acme", "--all-sessions"));

    assertThat(without.out()).hasLineCount(1).contains("\"stated\":[\"id\"]");
    assertThat(without.err()).contains("2 sessions that Pulumi minted for no deployment");
    assertThat(desk.run(with(DAY, "deployments", "--format", "json")).out())
        .endsWith("\"notSearched\":[],\"leftOut\":2}\n");
    assertThat(desk.run(with(DAY, "deployments", "acme/web")).err()).isEmpty();
    assertThat(all.err()).isEmpty();
    assertThat(all.out().lines())
        .hasSize(3)
        .anyMatch(line ->
            line.startsWith(
                "{\"handle\":\"ASIAENVIRONMENT00001\",\"environment\":{\"organization\":\"acme\",\"root\":\"base/login\",\"user\":\"jane\"},\"verdict\":\"ENVIRONMENT\",\"confidence\":\"PROVEN\","))
        .anyMatch(line ->
            line.startsWith(
                "{\"handle\":\"ASIAOWNKEY0000000001\",\"deployment\":{\"organization\":\"acme\"},\"verdict\":\"PULUMI\",\"confidence\":\"PROVEN\","));
    assertThat(
            desk.run(with(DAY, "deployments", "--all-sessions", "--format", "csv")).out().lines())
        .anyMatch(line -> line.contains(",base/login,jane,"));
  }

  @Test
  void tellsWhatADeploymentDidFromTheFiles() {
    desk.run("index", log);

    var calls = desk.run("calls", MadeUpTrail.ID);
    assertThat(calls.exitCode()).isZero();
    assertThat(calls.out().lines()).hasSize(3);
    assertThat(calls.out())
        .contains(
            MadeUpTrail.CALL,
            MadeUpTrail.CHAINED,
            "\"resources\":[\"arn:aws:iam::111122223333:role/child\"")
        .doesNotContain(MadeUpTrail.STRANGER, MadeUpTrail.TOKEN);
    assertThat(desk.run("calls", MadeUpTrail.ID, "--format", "json").out())
        .contains(
            "\"searched\":[\"session index\",\"1 indexed files, with records up to 2026-11-20T09:05:00Z\"]");
    assertThat(desk.run("calls", MadeUpTrail.ID, "--limit", "1", "--format", "csv").out().lines())
        .hasSize(2);
    assertThat(desk.run("calls", "99999999-0000-4000-8000-000000000000").exitCode()).isEqualTo(1);
  }

  @Test
  void tellsWhatHappenedToAResourceWhoeverDidIt() {
    desk.run("index", log);

    for (var resource : List.of("arn:aws:iam::111122223333:role/child", "child")) {
      var changes = desk.run(with(DAY, "changes", resource));
      assertThat(changes.exitCode()).isZero();
      assertThat(changes.out().lines()).hasSize(4);
      assertThat(changes.out())
          .contains(MadeUpTrail.CALL, MadeUpTrail.STRANGER, "\"verdict\":\"NONE\"");
    }
    assertThat(desk.run(with(DAY, "changes", "arn:aws:s3:::child")).exitCode()).isEqualTo(1);
    assertThat(desk.run("changes", "child", "--to", "2026-11-01").exitCode()).isEqualTo(1);
  }

  private static String[] with(String[] rest, String... first) {
    var all = Arrays.copyOf(first, first.length + rest.length);
    System.arraycopy(rest, 0, all, first.length, rest.length);
    return all;
  }
}
