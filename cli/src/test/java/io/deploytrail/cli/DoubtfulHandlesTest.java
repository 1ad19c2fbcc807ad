package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Handles that an adversary, or chance, gave to several things: none is answered with another's
/// calls, and none stands for one of several.
final class DoubtfulHandlesTest {
  private static final String ID = "806bf21f-444f-4825-a80c-afd12cd2526a";
  private static final String MADE = "b0000000-0000-4000-8000-000000000001";
  private static final String REFUSED = "a0000000-0000-4000-8000-000000000002";
  private static final String ROLE = "arn:aws:sts::111122223333:assumed-role/deploy/";

  @TempDir private Path folder = Path.of("");
  private Desk desk = new Desk(folder);

  @BeforeEach
  void index() {
    desk = new Desk(folder);
    var trail =
        new StackTrail()
            .session(
                "a0000000-0000-4000-8000-000000000001",
                "ASIAOWNER00000000001",
                "x-" + ID,
                "acme/web/prod",
                "09:00")
            .call(MADE, "ASIAOWNER00000000001", "x-" + ID, "09:00", "s3:DeleteBucket", "")
            // Somebody else's token, under a name that copies the id.
            .refused(REFUSED, "x-" + ID, "acme/other/dev", "09:30")
            // One name for two sessions that run at the same time.
            .session(
                "a0000000-0000-4000-8000-000000000003",
                "ASIASTATIC0000000001",
                "pulumi",
                "acme/api/dev",
                "12:00")
            .session(
                "a0000000-0000-4000-8000-000000000004",
                "ASIASTATIC0000000002",
                "pulumi",
                "acme/api/dev",
                "12:30")
            // A deployment that bought twice.
            .session(
                "a0000000-0000-4000-8000-000000000005",
                "ASIATWICE00000000001",
                "web-prod-7",
                "acme/web/prod",
                "15:00")
            .call(
                "b0000000-0000-4000-8000-000000000005",
                "ASIATWICE00000000001",
                "web-prod-7",
                "15:00",
                "s3:CreateBucket",
                "")
            .session(
                "a0000000-0000-4000-8000-000000000006",
                "ASIATWICE00000000002",
                "web-prod-7",
                "acme/web/prod",
                "15:30")
            .call(
                "b0000000-0000-4000-8000-000000000006",
                "ASIATWICE00000000002",
                "web-prod-7",
                "15:30",
                "s3:PutBucketPolicy",
                "")
            .session(
                "a0000000-0000-4000-8000-000000000007",
                "ASIANEIGHBOUR0000001",
                "web-prod2-7",
                "acme/web/prod2",
                "18:00");
    trail.index(desk, StackTrail.TEMPLATE, StackTrail.TEMPLATE_OF_ID);
  }

  private List<String> events(String... arguments) {
    return desk.run(arguments)
        .out()
        .lines()
        .map(Desk::json)
        .map(it -> it.path("eventId").asText())
        .toList();
  }

  @Test
  void refusedAttemptIsNotAnsweredWithTheCallsOfTheIdThatItCopied() {
    assertThat(events("calls", ID)).containsExactly(MADE);
    for (var question : List.of("calls", "changes")) {
      var run = desk.run(question, REFUSED);

      assertThat(run.exitCode()).as(question).isEqualTo(1);
      assertThat(run.out()).as(question).isEmpty();
      assertThat(run.err()).as(question).contains("is an attempt that AWS refused");
    }
    assertThat(desk.run("who", REFUSED).out()).contains("\"stack\":\"dev\"");
  }

  @Test
  void roleOfSeveralSessionsStandsForNoneOfThem() {
    var both = desk.run("calls", ROLE + "pulumi", "--at", "2026-11-20T12:45:00Z");

    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.err())
        .contains("2 sessions are " + ROLE + "pulumi's")
        .contains("next: deploytrail calls ASIASTATIC0000000001\n")
        .contains("next: deploytrail calls ASIASTATIC0000000002\n");
  }

  @Test
  void roleOfOneDeploymentsSessionsStandsForAllOfThem() {
    assertThat(events("calls", ROLE + "web-prod-7", "--at", "2026-11-20T15:45:00Z"))
        .containsExactly(
            "b0000000-0000-4000-8000-000000000005", "b0000000-0000-4000-8000-000000000006");
    assertThat(events("calls", "ASIATWICE00000000002"))
        .containsExactly("b0000000-0000-4000-8000-000000000006");
  }

  @Test
  void newestOfAStackWithoutVersionsIsCalledASession() {
    var latest = desk.run("calls", "acme/api/dev@latest");

    assertThat(latest.err()).contains("the newest session of acme/api/dev");
  }

  /// A known stack is never taken for another, however near its name.
  @Test
  void neighbourOfAKnownStackIsNotProposed() {
    var run = desk.run("calls", "acme/web/prod2@latest");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .doesNotContain("acme/web/prod@")
        .contains("next: deploytrail who acme/web/prod2@latest");
    assertThat(desk.run("calls", "acme/web/prod2@99").err())
        .doesNotContain("acme/web/prod@", "acme/web/prod is known");
  }

  @ParameterizedTest
  @CsvSource({
    "calls acme/web/prod@latest --at 2026-11-20T09:30:00Z",
    "calls acme/web/prod@7 --at 2026-11-20T09:30:00Z",
    "who " + MADE + " --at 2026-11-20T09:30:00Z",
    "changes sg-1 --at 2026-11-20T09:30:00Z",
  })
  void timeThatWouldNotCountIsRefused(String line) {
    var run = desk.run(line.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("a time (at) goes with a stack, an access key or a role");
  }

  @ParameterizedTest
  @CsvSource({"arn:aws:s3:::b/icons/a@2", "icons@2x/a/b@2 x", "ASIA_Region"})
  void resourcesThatLookLikeHandlesStayResources(String name) {
    assertThat(desk.run("changes", name, "--since", "30d").err())
        .contains("nothing found that names it");
  }

  @Test
  void regionThatChoosesAmongCallsIsNoPartOfWhatLeadsOn() {
    var run = desk.run("calls", "acme/web/prod2@latest", "--region", "us-east-1");
    var next = NextCommands.in(run.err());

    assertThat(next).doesNotContain("--region");
    assertThat(desk.run(NextCommands.words(next)).exitCode()).isZero();
  }
}
