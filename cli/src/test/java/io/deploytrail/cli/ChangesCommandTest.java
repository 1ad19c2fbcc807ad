package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `changes` as a person asks it, of one call that names a repository with `/` in its name.
final class ChangesCommandTest {
  private static final String[] DAY = {"--from", "2026-11-20", "--to", "2026-11-20"};
  private static final String ARN = "arn:aws:ecr:us-east-1:111122223333:repository/";

  @TempDir private Path folder = Path.of("");
  private Desk desk = new Desk(folder);

  @BeforeEach
  void indexOneCall() {
    desk = new Desk(folder);
    var deletion =
        MadeUpTrail.BUCKET
            .replace("\"s3.amazonaws.com\"", "\"ecr.amazonaws.com\"")
            .replace("CreateBucket", "DeleteRepository")
            .replaceFirst(
                "\"requestParameters\":\\{[^}]*\\}",
                "\"requestParameters\":{\"repositoryName\":\"team/app\"}");
    desk.run("index", desk.file("logs/trail.ndjson", MadeUpTrail.ROOT + "\n" + deletion));
  }

  private Desk.Run changes(String resource, String... options) {
    var arguments = new String[options.length + 2];
    arguments[0] = "changes";
    arguments[1] = resource;
    System.arraycopy(options, 0, arguments, 2, options.length);
    return desk.run(arguments);
  }

  @Test
  void findsAResourceByItsArnAndItsUrl() {
    for (var asked :
        new String[] {ARN + "team/app", "111122223333.dkr.ecr.us-east-1.amazonaws.com/team/app"}) {
      var run = changes(asked, DAY);
      assertThat(run.exitCode()).as(asked).isZero();
      assertThat(run.out()).contains(MadeUpTrail.CALL, "\"confidence\":\"PROVEN\"");
      assertThat(run.err()).isEmpty();
    }
  }

  @Test
  void saysThatABareNameHasNoType() {
    var run = changes("team/app", DAY);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains(MadeUpTrail.CALL);
    assertThat(run.err()).contains("every resource named \"team/app\", whatever its type");

    assertThat(changes("team/app", "--from", "2026-11-20", "--format", "json").out())
        .contains("\"every resource named \\\"team/app\\\", whatever its type");
  }

  @Test
  void saysOfNothingWhatWasLookedFor() {
    var run = changes(ARN + "app", DAY);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains(
            "nothing found that names it from 2026-11-20T00:00:00Z to 2026-11-20T23:59:59Z",
            "looked for as " + ARN + "app, app",
            "1 indexed files");
    assertThat(changes("app", DAY).exitCode()).isEqualTo(1);
  }

  @Test
  void saysOfAnEmptyListWhichTimeWasAskedAndWhichIsThere() {
    for (var command : new String[] {"deployments", "denied"}) {
      var run = desk.run(command, "--from", "2026-10-01", "--to", "2026-10-07");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err())
          .contains(
              "from 2026-10-01T00:00:00Z to 2026-10-07T23:59:59Z",
              "the index reaches from 2026-11-20T09:00:00Z to 2026-11-20T09:00:00Z",
              command.equals("denied")
                  ? "none is known of another time either"
                  : "next: deploytrail deployments --from 2026-11-20 --to 2026-11-20");
    }
    assertThat(desk.run("deployments", "acme/web", "--to", "2026-10-07").err())
        .startsWith("no deployments of acme/web from");
    assertThat(desk.run("calls", "acme/web/prod@9").err())
        .startsWith("nothing is known of acme/web/prod@9");
  }
}
