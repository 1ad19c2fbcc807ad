package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whoever finds nothing is told why, and what would find something; that command does.
final class NeverSilentTest {
  @TempDir private Path folder = Path.of("");
  private Desk desk = new Desk(folder);

  @BeforeEach
  void index() {
    desk = new Desk(folder);
    var trail =
        new StackTrail()
            .session(
                "a0000000-0000-4000-8000-000000000001",
                "ASIAOLDER00000000001",
                "web-prod-41",
                "acme/web/prod",
                "09:00")
            .call(
                "b0000000-0000-4000-8000-000000000001",
                "ASIAOLDER00000000001",
                "web-prod-41",
                "09:00",
                "s3:CreateBucket",
                ",\"requestParameters\":{\"bucketName\":\"web-assets\"}")
            .refused(
                "a0000000-0000-4000-8000-000000000002", "web-prod-42", "acme/web/prod", "10:00")
            .session(
                "a0000000-0000-4000-8000-000000000003",
                "ASIAIDLE000000000001",
                "web-idle-7",
                "acme/web/idle",
                "12:00");
    trail.index(desk);
  }

  /// Each command × what may be wrong with it: the reason, and a command that finds something.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The default week, which ended before all records; another time.
        "deployments | the newest session is of 2026-11-20T12:00:00Z",
        "deployments acme/web/prod --since 2h | the newest session of acme/web/prod is of",
        "denied | the newest attempt that was refused is of 2026-11-20T10:00:00Z",
        "changes web-assets | it was changed at another time",
        // The wrong case, a keystroke.
        "deployments Acme --from 2026-11-20 --to 2026-11-21 | the nearest name is acme",
        "deployments acme/Web/prod | the newest session of acme/web/prod is of",
        "deployments acme/wbe/prod --from 2026-11-20 --to 2026-11-21 | the nearest name is",
        "calls acme/web/Prod@latest | acme/web/prod@latest is known",
        "calls acme/web/Prod --at 2026-11-20T09:30:00Z | acme/web/prod is known",
        "who acme/Web/prod@latest | acme/web/prod@latest is known",
        "changes acme/Web/prod@latest | acme/web/prod@latest is known",
        "changes Web-Assets --from 2026-11-20 --to 2026-11-20 | there is web-assets",
        // No template reads the version.
        "calls acme/web/prod@41 | no template reads the names of acme/web/prod, such as web-prod-41",
        "who acme/web/prod@41 | no template reads the names of acme/web/prod, such as web-prod-41",
        "changes acme/web/prod@41 | no template reads the names of acme/web/prod",
        // What is not there at all.
        "calls acme/web/prod@99 | acme/web/prod@latest is known",
        "calls acme/web/prod --at 2026-11-20T23:30:00Z | acme/web/prod@latest is known",
        "calls 99999999-0000-4000-8000-000000000001 | the newest session is of",
        "calls ASIAUNKNOWN000000001 | the newest session is of",
        "who 99999999-0000-4000-8000-000000000001 | no record with this event id is known",
        "changes no-such-thing --since 7d | the newest session is of",
        "calls acme/web/idle --at 2026-11-20T12:30:00Z | its sessions are known, and no call",
        "calls acme/web/idle@latest | its sessions are known, and no call",
        // Filters.
        "deployments --from 2026-11-20 --to 2026-11-20 --account 444455556666 | without its filters",
        "denied --from 2026-11-20 --to 2026-11-20 --region eu-west-1 | without its filters",
        "calls acme/web/prod@latest --action s3:Delete* | without its filters",
      })
  void reasonAndNextCommandAreSaid(String command, String reason) {
    var run = desk.run(command.split(" "));

    assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
    assertThat(run.err()).contains(reason);
    var next = NextCommands.in(run.err());
    var found = desk.run(NextCommands.words(next));
    assertThat(found.exitCode()).as(next + ": " + found.err()).isZero();
    assertThat(found.out()).as(next).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "deployments",
    "denied",
    "calls acme/web/prod@41",
    "changes web-assets",
    "who 99999999-0000-4000-8000-000000000001"
  })
  void emptyFolderLeadsToIndexAndToTheDemo(String command, @TempDir Path elsewhere) {
    var run = new Desk(elsewhere).run(command.split(" "));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("nothing is indexed in this folder yet: deploytrail index <file or folder>")
        .contains("next: deploytrail demo");
  }

  @Test
  void nextCommandAsksTheSameWay() {
    var run = desk.run("calls", "acme/web/Prod@latest", "--organization", "it's mine", "--errors");

    assertThat(NextCommands.in(run.err()))
        .isEqualTo(
            "deploytrail deployments --organization 'it'\\''s mine' --from 2026-11-20 --to 2026-11-20");
  }
}
