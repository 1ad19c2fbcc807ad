package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cli.console.Terminal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is set once: where it stands, what counts first, and what it changes.
final class PreferencesTest {
  private static final String ROOT = "a0000000-0000-4000-8000-000000000001";

  @TempDir private Path folder = Path.of("");
  @TempDir private Path user = Path.of("");
  private Desk desk = new Desk(folder);

  @BeforeEach
  void index() {
    System.setProperty("deploytrail.configuration", user.toString());
    desk = new Desk(folder);
    var trail =
        new StackTrail()
            .session(ROOT, "ASIAOLDER00000000001", "web-prod-41", "acme/web/prod", "09:00");
    trail.index(desk);
  }

  @AfterEach
  void forget() {
    System.clearProperty("deploytrail.configuration");
  }

  private void set(String... arguments) {
    var line = new String[arguments.length + 2];
    line[0] = "config";
    line[1] = "set";
    System.arraycopy(arguments, 0, line, 2, arguments.length);
    var run = desk.run(line);
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  @Test
  void folderCountsBeforeTheUserAndATypedOptionBeforeBoth() {
    set("organization", "globex", "initech", "--user");
    assertThat(desk.run("who", ROOT).out()).contains("FOREIGN_ORGANIZATION");
    assertThat(desk.run("config", "show").out())
        .contains("organization  globex initech  (" + user.resolve("config.toml") + ")")
        .contains("table         not set");

    set("organization", "acme");
    assertThat(desk.run("who", ROOT).out()).doesNotContain("FOREIGN_ORGANIZATION");
    assertThat(desk.run("config", "show").out())
        .contains("organization  acme  (" + folder.resolve(".deploytrail/config.toml") + ")");
    assertThat(desk.run("who", ROOT, "--organization", "globex").out())
        .contains("FOREIGN_ORGANIZATION");

    assertThat(desk.run("config", "unset", "organization").exitCode()).isZero();
    assertThat(desk.run("who", ROOT).out()).contains("FOREIGN_ORGANIZATION");
  }

  @Test
  void templateThatIsSetReadsNames() {
    set("template", StackTrail.TEMPLATE);

    assertThat(desk.run("who", ROOT).out()).contains("\"version\":41");
    assertThat(desk.run("who", "acme/web/prod@41").exitCode()).isZero();
  }

  @Test
  void timesWithoutAnOffsetAreOfTheZoneThatIsSet() {
    set("timezone", "Pacific/Auckland");
    // There, 09:00 UTC is 22:00 of that day.
    var day = desk.run("deployments", "--from", "2026-11-20T21:30", "--to", "2026-11-20T22:30");
    assertThat(day.exitCode()).as(day.err()).isZero();
    assertThat(day.out()).contains("\"firstSeen\":\"2026-11-20T09:00:00Z\"");

    var table =
        desk.run(
            new Terminal(true, true, 120, Terminal.Look.PLAIN),
            "",
            "deployments",
            "--from",
            "2026-11-20",
            "--to",
            "2026-11-20");
    assertThat(table.out()).startsWith("time (Pacific/Auckland)").contains("2026-11-20 22:00");
  }

  @Test
  void relativeTimesCountFromNow() {
    var today = LocalDate.now(ZoneOffset.UTC);
    var age = today.toEpochDay() - LocalDate.of(2026, 11, 20).toEpochDay();

    assertThat(desk.run("deployments", "--since", (age + 1) + "d").exitCode()).isZero();
    assertThat(desk.run("deployments", "--since", "1h").exitCode()).isEqualTo(1);
    assertThat(desk.run("deployments", "--since", "yesterday", "--to", "today").exitCode())
        .isEqualTo(age <= 1 ? 0 : 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "config set timezone Mars/Olympus | timezone: ",
        "config set format parquet | table, json, ndjson or csv was expected, not parquet",
        "config set template ${project.nam} | template: ",
        "config set provider * | provider: ",
        "config set table a b | table takes one value, not 2",
        "config set colour red | there is no setting colour; there are template, organization,",
      })
  void whatCannotBeSetIsToldInOneLine(String command, String reason) {
    var run = desk.run(command.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(reason);
    assertThat(desk.run("config", "show").out()).doesNotContain("config.toml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "timezone = 7 | timezone takes text in quotes, not 7",
        "timezone = | TOML was expected",
        "timezon = \"UTC\" | there is no setting timezon",
        "format = \"parquet\" | format: table, json, ndjson or csv was expected",
      })
  void brokenFileIsNamedWithWhatIsWrong(String content, String reason) {
    var file = desk.file(".deploytrail/config.toml", content + "\n");

    var run = desk.run("deployments", "--since", "400d");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(file, reason);
    assertThat(desk.read(".deploytrail/config.toml")).isEqualTo(content + "\n");
  }
}
