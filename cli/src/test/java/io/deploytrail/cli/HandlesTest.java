package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every name under which a person knows a deployment, a session or a call, in every question.
final class HandlesTest {
  private static final String OLDER = "a0000000-0000-4000-8000-000000000001";
  private static final String NEWER = "a0000000-0000-4000-8000-000000000002";
  private static final String STATIC = "a0000000-0000-4000-8000-000000000003";
  private static final String BY_ID = "a0000000-0000-4000-8000-000000000004";
  private static final String MADE = "b0000000-0000-4000-8000-000000000001";
  private static final String DELETED = "b0000000-0000-4000-8000-000000000002";
  private static final String FAILED = "b0000000-0000-4000-8000-000000000003";
  private static final String STATIC_CALL = "b0000000-0000-4000-8000-000000000004";

  private static final String FOREIGN_CALL = "b0000000-0000-4000-8000-000000000005";

  /// An event's id and a deployment's.
  private static final String BOTH = "c0000000-0000-4000-8000-000000000001";

  private static final String STATIC_KEY = "ASIASTATIC0000000001";

  @TempDir private Path folder = Path.of("");
  private Desk desk = new Desk(folder);

  @BeforeEach
  void index() {
    desk = new Desk(folder);
    var trail =
        new StackTrail()
            .session(OLDER, "ASIAOLDER00000000001", "web-prod-41", "acme/web/prod", "09:00")
            .call(MADE, "ASIAOLDER00000000001", "web-prod-41", "09:00", "s3:CreateBucket", "")
            .session(NEWER, "ASIANEWER00000000001", "web-prod-42", "acme/web/prod", "11:00")
            .call(DELETED, "ASIANEWER00000000001", "web-prod-42", "11:00", "s3:DeleteBucket", "")
            .call(
                FAILED,
                "ASIANEWER00000000001",
                "web-prod-42",
                "11:00",
                "sqs:DeleteQueue",
                ",\"errorCode\":\"AccessDenied\"")
            .session(STATIC, STATIC_KEY, "pulumi", "acme/api/dev", "09:30")
            .call(STATIC_CALL, STATIC_KEY, "pulumi", "09:30", "ec2:RunInstances", "")
            .foreign(
                "a0000000-0000-4000-8000-000000000005",
                "ASIAFOREIGN000000001",
                "x-c0000000-0000-4000-8000-000000000009",
                "acme/web/prod",
                "16:00")
            .foreignCall(
                FOREIGN_CALL,
                "ASIAFOREIGN000000001",
                "x-c0000000-0000-4000-8000-000000000009",
                "16:00",
                "iam:CreateUser")
            .session(BY_ID, "ASIABYID000000000001", "x-" + BOTH, "acme/jobs/prod", "14:00")
            .call(BOTH, "ASIABYID000000000001", "x-" + BOTH, "14:00", "sns:CreateTopic", "");
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

  @ParameterizedTest
  @CsvSource({
    "acme/web/prod@41, " + MADE,
    "ASIAOLDER00000000001, " + MADE,
    MADE + ", " + MADE,
    "event:" + MADE + ", " + MADE,
    OLDER + ", " + MADE,
    STATIC_KEY + ", " + STATIC_CALL,
    STATIC_CALL + ", " + STATIC_CALL,
    "deployment:" + BOTH + ", " + BOTH,
  })
  void callsTakesEveryHandle(String handle, String event) {
    assertThat(events("calls", handle)).containsExactly(event);
    assertThat(events("changes", handle)).containsExactly(event);
    assertThat(desk.run("who", handle).exitCode()).isZero();
  }

  @Test
  void stackIsNamedByItsNewestDeploymentOrByATime() {
    assertThat(events("calls", "acme/web/prod@latest")).containsExactly(DELETED, FAILED);
    assertThat(events("calls", "acme/web/prod", "--at", "2026-11-20T09:30:00Z"))
        .containsExactly(MADE);
    assertThat(desk.run("who", "acme/web/prod", "--at", "2026-11-20T11:30").out())
        .contains("\"handle\":\"acme/web/prod@42\"");
    assertThat(
            events(
                "calls",
                "arn:aws:sts::111122223333:assumed-role/deploy/web-prod-42",
                "--at",
                "2026-11-20T11:30:00Z"))
        .containsExactly(DELETED, FAILED);
  }

  /// A session that only presents itself as a deployment's is what somebody looks into.
  @Test
  void sessionOfAnotherProviderIsOpenedByItsKey() {
    assertThat(desk.run("who", "ASIAFOREIGN000000001").out()).contains("\"verdict\":\"SUSPECT\"");
    assertThat(events("calls", "ASIAFOREIGN000000001")).containsExactly(FOREIGN_CALL);
    assertThat(events("calls", FOREIGN_CALL)).containsExactly(FOREIGN_CALL);
    assertThat(desk.run("calls", "acme/web/prod@latest").out()).doesNotContain(FOREIGN_CALL);
  }

  @Test
  void stackOfSeveralAtThatTimeNamesThemAll() {
    var more =
        new StackTrail()
            .session(
                "a0000000-0000-4000-8000-000000000009",
                "ASIAMORE000000000001",
                "web-prod-43",
                "acme/web/prod",
                "11:30");
    assertThat(desk.run("index", desk.file("more.json", more.log())).exitCode()).isZero();

    var both = desk.run("calls", "acme/web/prod", "--at", "2026-11-20T11:45:00Z");

    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.err())
        .contains("2 deployments of acme/web/prod had sessions at")
        .contains("next: deploytrail calls acme/web/prod@42", "acme/web/prod@43");
  }

  @Test
  void idOfAnEventAndOfADeploymentIsNoOnesAlone() {
    for (var question : List.of("who", "calls", "changes")) {
      var both = desk.run(question, BOTH);

      assertThat(both.exitCode()).as(question).isEqualTo(2);
      assertThat(both.out()).as(question).isEmpty();
      assertThat(both.err())
          .as(question)
          .contains("next: deploytrail " + question + " event:" + BOTH)
          .contains("next: deploytrail " + question + " deployment:" + BOTH);
    }
    assertThat(desk.run("who", "event:" + BOTH).out()).contains("\"eventId\":\"" + BOTH);
    assertThat(desk.run("who", "deployment:" + BOTH).out()).contains("\"sessions\"");
  }

  @Test
  void everyRowCarriesAHandleThatOpensIt() {
    var list = desk.run("deployments", "--from", "2026-11-20", "--to", "2026-11-20").out();
    var handles = list.lines().map(Desk::json).map(row -> row.path("handle").asText()).toList();

    assertThat(handles).containsExactly(BOTH, "acme/web/prod@42", STATIC_KEY, "acme/web/prod@41");
    for (var handle : handles.subList(1, 4)) {
      for (var question : List.of("calls", "who", "changes")) {
        assertThat(desk.run(question, handle).exitCode()).as(question + handle).isZero();
      }
    }
  }

  @Test
  void changesOfADeploymentAreWhatItChanged() {
    assertThat(events("changes", "acme/web/prod@42")).containsExactly(DELETED);
    assertThat(desk.run("changes", "acme/web/prod@42").err()).isEmpty();
  }

  @Test
  void filtersChooseAmongCalls() {
    assertThat(events("calls", "acme/web/prod@42", "--errors")).containsExactly(FAILED);
    assertThat(events("calls", "acme/web/prod@42", "--changes-only")).containsExactly(DELETED);
    assertThat(events("calls", "acme/web/prod@42", "--action", "S3:del*")).containsExactly(DELETED);
    assertThat(events("calls", "acme/web/prod@42", "--account", "111122223333")).hasSize(2);
    assertThat(events("calls", "acme/web/prod@42", "--account", "444455556666")).isEmpty();
    assertThat(events("calls", "acme/web/prod@42", "--region", "us-east-1")).hasSize(2);
    assertThat(events("calls", "acme/web/prod@42", "--region", "eu-west-1")).isEmpty();
    assertThat(events("calls", "acme/web/prod@42", "--verdict", "deployment")).hasSize(2);
    assertThat(events("calls", "acme/web/prod@42", "--verdict", "STACK")).isEmpty();
    assertThat(events("calls", "acme/web/prod@42", "--resource", "no-such-bucket")).isEmpty();
  }

  @Test
  void openPrintsThePageOfADeployment() {
    assertThat(desk.run("open", "acme/web/prod@latest").out())
        .isEqualTo("https://app.pulumi.com/acme/web/prod/deployments/42\n");
    assertThat(desk.run("open", MADE).out())
        .isEqualTo("https://app.pulumi.com/acme/web/prod/deployments/41\n");

    var list = desk.run("open", STATIC_KEY);
    assertThat(list.exitCode()).isZero();
    assertThat(list.out()).isEqualTo("https://app.pulumi.com/acme/api/dev/deployments\n");
    assertThat(list.err()).contains("its version is not known");

    var unknown = desk.run("open", "acme/web/Prod@latest");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err()).contains("next: deploytrail open acme/web/prod@latest");
  }

  @Test
  void rowsAreSortedByTheColumnsThatAreNamed() {
    assertThat(events("calls", "acme/web/prod@42", "--sort", "-action"))
        .containsExactly(FAILED, DELETED);
    assertThat(events("calls", "acme/web/prod@42", "--sort", "account,action"))
        .containsExactly(DELETED, FAILED);

    var list =
        desk.run(
            "deployments",
            "--from=2026-11-20",
            "--to=2026-11-20",
            "--format=csv",
            "--columns=version,handle",
            "--sort=version,handle");
    assertThat(list.out().replace("\"", "").lines())
        .containsExactly(
            "version,handle",
            "41,acme/web/prod@41",
            "42,acme/web/prod@42",
            "," + STATIC_KEY,
            "," + BOTH);
    // The first of the sorted, not the sorted of the first.
    assertThat(events("calls", "acme/web/prod@42", "--sort", "-action", "--limit", "1"))
        .containsExactly(FAILED);
    assertThat(desk.run("denied", "--sort", "colour").err())
        .startsWith("deploytrail: there is no column colour; there are ");
  }
}
