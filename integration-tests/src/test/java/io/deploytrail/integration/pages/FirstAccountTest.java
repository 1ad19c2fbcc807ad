package io.deploytrail.integration.pages;

import static io.deploytrail.integration.pages.FirstAccount.when;
import static io.deploytrail.integration.pages.FirstAccount.whenRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cli.console.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `benchmarks/first-account` walks through docs/first-account.md, whose table is the only list of
/// what is open. What AWS would say is not told by it.
final class FirstAccountTest {
  /// Steps that lead to the others, and one that cleans up.
  private static final Set<String> BESIDE_THE_TABLE =
      Set.of("who", "validators", "deploy", "remove");

  private static final Pattern STEP = Pattern.compile("(?m)^== ([a-z-]+)$");
  private static final Pattern NAME = Pattern.compile("`([a-z-]+)`");

  private static final String WHO = when("sts get-caller-identity", FirstAccount.ACCOUNT);
  private static final String OUTPUT =
      when(
          "OutputKey==",
          "arn:aws:states:us-east-1:" + FirstAccount.ACCOUNT + ":stateMachine:BackfillSessions-X1");
  private static final String COMPLETE = when("StackStatus", "CREATE_COMPLETE");
  private static final String DEPLOYED =
      when("sam deploy", "Successfully created stack in bucket acme-trail");

  @TempDir private Path folder = Path.of("");

  private static String page() throws IOException {
    return Files.readString(Home.file("docs/first-account.md"));
  }

  /// What is open, with the names of its steps.
  private static List<String[]> rows() throws IOException {
    return page()
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| open |"))
        .map(line -> line.substring(2, line.length() - 2).split(" *\\| *", -1))
        .toList();
  }

  private static Stream<String> names(String text) {
    return NAME.matcher(text).results().map(name -> name.group(1));
  }

  @Test
  void eachRowOfThePageHasStepsOrIsLookedAtByHand() throws Exception {
    var rehearsal = FirstAccount.of(folder).run("", "--dry-run").out();
    var ofScript = new TreeSet<String>();
    STEP.matcher(rehearsal).results().map(step -> step.group(1)).forEach(ofScript::add);
    var ofPage = new TreeSet<>(BESIDE_THE_TABLE);

    assertThat(rows())
        .hasSizeGreaterThan(10)
        .allSatisfy(row -> {
          assertThat(row).hasSize(4);
          assertThat(rehearsal).contains("open: " + row[0] + "\n");
          if (!row[3].equals("by hand")) {
            assertThat(names(row[3])).isNotEmpty();
          }
          names(row[3]).forEach(ofPage::add);
        });
    assertThat(ofScript).isEqualTo(ofPage);
    assertThat(page().split("\n## What only", 2)[0])
        .contains(BESIDE_THE_TABLE.stream().map(name -> "`" + name + "`").toList());
  }

  @Test
  void dryRunRunsNothingAndSaysWhatItAsksBefore() throws Exception {
    var account = FirstAccount.of(folder);
    var run = account.walk("--dry-run");

    assertThat(run.exitCode()).isZero();
    assertThat(account.asked()).isEmpty();
    assertThat(folder.resolve("work")).doesNotExist();
    assertThat(run.out())
        .contains("TrailBucket=acme-trail Organizations=globex", "asks before: the home stack")
        .doesNotContain("{region}", "{{");
    // Whatever makes something asks before.
    for (var step : run.out().split("\n== ", -1)) {
      if (Pattern.compile("\\$ .*(sam deploy|sam delete|start-|create-|delete-|lambda invoke)")
          .matcher(step)
          .find()) {
        assertThat(step).contains("asks before: ");
      }
    }
  }

  @Test
  void nothingThatCostsIsRunUnlessSomebodyAgrees() throws Exception {
    var account = FirstAccount.of(folder, WHO, DEPLOYED, COMPLETE);
    var run = account.walk("who", "deploy");

    assertThat(run.out()).contains("[y/N]", "Nothing goes on without deploy");
    assertThat(account.asked()).hasSize(1).allMatch(line -> line.startsWith("aws sts "));
  }

  @Test
  void walkIsReportedStepByStep() throws Exception {
    var account =
        FirstAccount.of(
            folder,
            WHO,
            DEPLOYED,
            COMPLETE,
            OUTPUT,
            when(
                "start-execution",
                "arn:aws:states:us-east-1:111122223333:execution:BackfillSessions-X1:run-7"),
            when("describe-execution", "SUCCEEDED"),
            when("list-metrics", "IndexingLag Roots"));
    var run = account.walk("who", "deploy", "backfill-sessions", "metrics", "--yes");

    assertThat(run.exitCode()).as(run.out()).isZero();
    assertThat(account.report())
        .contains(
            "## deploy: as expected",
            "## backfill-sessions: as expected",
            "    Successfully created stack in bucket <name>",
            "    SUCCEEDED",
            "expected: IndexingLag, Roots; status 0",
            "## athena: not run",
            "- [ ] Terraform and Pulumi")
        .doesNotContain("111122223333", "acme-trail", "globex", "run-7");
    assertThat(run.out()).doesNotContain("111122223333", "globex", "run-7");
  }

  @Test
  void walkGoesOnWhereItWas() throws Exception {
    var failing = FirstAccount.of(folder, WHO, whenRefused("sam deploy", "no permission"));
    assertThat(failing.walk("who", "deploy", "metrics", "--yes").out())
        .contains("NOT AS EXPECTED", "Nothing goes on without deploy")
        .doesNotContain("== metrics");
    assertThat(failing.report()).contains("## deploy: NOT AS EXPECTED", "    no permission");

    var account = FirstAccount.of(folder, DEPLOYED, COMPLETE, when("list-metrics", "Roots"));
    assertThat(account.walk("who", "deploy", "metrics", "--yes").out())
        .contains("who: done already");
    assertThat(account.report())
        .contains("## who: as expected", "## deploy: as expected", "## metrics: as expected");
  }

  @Test
  void whatNeedsAnHourWaitsForIt() throws Exception {
    var account =
        FirstAccount.of(
            folder,
            WHO,
            when("OutputKey==", "deploytrail-first-IndexSessionsFunction-X1"),
            when("lambda invoke", "hands out no session"),
            when("logs tail", "Restore Duration: 312.00 ms"));
    var run = account.walk("who", "snapstart", "snapstart-later", "remove", "--yes");

    assertThat(run.out())
        .contains("Not yet: run this again in 6", "Not yet: snapstart-later comes first");
    assertThat(account.report())
        .contains("## snapstart: as expected", "Restore Duration: 312.00 ms");
    assertThat(account.asked()).noneMatch(line -> line.contains("delete"));
  }

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    var account = FirstAccount.of(folder, WHO);

    assertThat(account.walk("who", "backfill-sessions", "--yes").out())
        .contains("not run: there is no output:BackfillSessionsArn");
    assertThat(account.run("", "--folder", "" + folder.resolve("other")).out())
        .contains("--trail-bucket is needed");
    assertThat(account.walk("nonsense").out()).contains("there is no step nonsense");
    assertThat(account.walk("who", "--region", "eu-west-1").out())
        .contains("region as it is given: it was us-east-1");
  }
}
