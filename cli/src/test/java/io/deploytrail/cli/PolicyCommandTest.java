package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deploytrail.cli.console.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `policy`: what a stack needs of IAM, on the trail that docs/policy.md shows.
final class PolicyCommandTest {
  private static final String STACK = "acme/shop/prod";
  private static final Terminal TERMINAL = new Terminal(true, true, 80, Terminal.Look.MONOCHROME);

  @TempDir private Path folder = Path.of("");
  private Desk desk = new Desk(folder);

  @BeforeEach
  void index() {
    desk = new Desk(folder);
    desk.run("index", beside("trail.json"));
  }

  /// The file of that name beside the page.
  private static String beside(String name) {
    return Path.of("..", "docs", "policy", name).toAbsolutePath().toString();
  }

  private static String[] asked(String... more) {
    var all =
        new ArrayList<>(List.of("policy", STACK, "--from", "2026-11-01", "--to", "2026-11-30"));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static List<String> actions(JsonNode document) {
    var actions = new ArrayList<String>();
    document
        .path("Statement")
        .forEach(
            statement -> statement.path("Action").forEach(action -> actions.add(action.asText())));
    return actions;
  }

  @Test
  void theReadingRoleChangesNothingAndTheWritingOneDoesWhatWasDone() {
    var run = desk.run(asked());

    assertThat(run.exitCode()).as(run.err()).isZero();
    var answer = Desk.json(run.out());
    assertThat(answer.path("runs").toString()).isEqualTo("{\"preview\":3,\"update\":4}");
    var policies = answer.path("policies");
    assertThat(policies.findValuesAsText("name")).containsExactly("read", "write");
    assertThat(actions(policies.path(0).path("document")))
        .containsExactlyInAnyOrder(
            "dynamodb:DescribeTable",
            "ec2:DescribeSecurityGroups",
            "iam:GetRole",
            "lambda:GetFunction",
            "s3:GetBucketTagging",
            "sqs:GetQueueAttributes");
    assertThat(actions(policies.path(1).path("document")))
        .contains("s3:CreateBucket", "lambda:UpdateFunctionCode", "iam:PassRole")
        .doesNotContain("kms:CreateKey");
    assertThat(policies.path(0).path("trust").toString()).contains("operation:preview:scope:write");
    assertThat(policies.path(0).path("trust").toString()).doesNotContain("operation:update");
    assertThat(answer.path("data").path("version").asText()).isNotEmpty();
    assertThat(run.out()).doesNotContain(MadeUpTrail.TOKEN);
  }

  @Test
  void whatAwsRefusedIsListedAndAddedOnlyIfAsked() {
    var refused =
        Desk.json(desk.run(asked()).out())
            .path("actions")
            .valueStream()
            .filter(action -> action.path("label").asText().equals("REFUSED"))
            .map(action -> action.path("action").asText())
            .toList();
    assertThat(refused).contains("kms:CreateKey");

    var added = desk.run(asked("--format", "policy", "--with-refused"));
    assertThat(added.out()).contains("kms:CreateKey");
    assertThat(added.err()).contains("write: kms:CreateKey is added though AWS refused it");
  }

  @Test
  void itsOwnPoliciesPassItsCheckAndANarrowerOneDoesNot() {
    var own = desk.run(asked("--format", "policy")).out();

    assertThat(desk.run(asked("--check", desk.file("own.json", own))).exitCode()).isZero();
    assertThat(desk.run(asked("--check", beside("administrator.json"))))
        .satisfies(run -> assertThat(run.exitCode()).isZero());

    var narrower = desk.file("narrow.json", own.replace("\"s3:CreateBucket\", ", ""));
    var checked = desk.run(asked("--check", narrower, "--format", "table"));
    assertThat(checked.exitCode()).isEqualTo(1);
    assertThat(checked.out())
        .contains("lacking: s3:CreateBucket on arn:aws:s3:::shop-assets-4f1c2aa, used by event");
    assertThat(desk.run(asked("--diff", narrower)).exitCode()).isZero();
  }

  @Test
  void whatWasNotSeenIsNotCalledUnused() {
    var given =
        desk.file(
            "given.json",
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"All\",\"Effect\":\"Allow\","
                + "\"Action\":[\"s3:GetObject\",\"iam:CreateServiceLinkedRole\",\"s3:CreateBucket\"],"
                + "\"Resource\":\"*\"}]}");

    var out = desk.run(asked("--diff", given, "--format", "table")).out();

    assertThat(out)
        .contains("not seen: s3:GetObject in All; calls about objects are data events")
        .contains("not seen: iam:CreateServiceLinkedRole in All; needed by the first run")
        .doesNotContain("not seen: s3:CreateBucket", "unused");
  }

  @Test
  void anOperationAloneIsAskedFor() {
    var previews = Desk.json(desk.run(asked("--operation", "preview")).out());
    assertThat(previews.path("runs").toString()).isEqualTo("{\"preview\":3}");
    assertThat(previews.path("policies").findValuesAsText("name")).containsExactly("read");

    var each = Desk.json(desk.run(asked("--by-operation")).out());
    assertThat(each.path("policies").findValuesAsText("name")).containsExactly("preview", "update");
  }

  @ParameterizedTest
  @CsvSource({
    "terraform, resource \"aws_iam_policy\"",
    "pulumi-yaml, aws:iam:Policy",
    "cloudformation, AWS::IAM::ManagedPolicy",
    "csv, 's3:CreateBucket,USED,1,'",
    "ndjson, '{\"stack\":\"acme/shop/prod\"'",
  })
  void documentsAreHandedOn(String format, String part) {
    var run = desk.run(asked("--format", format));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains(part);
  }

  @Test
  void aTableSaysWhyAndHowLongEachPolicyIs() {
    var out = desk.run(TERMINAL, "", asked()).out();

    assertThat(out)
        .startsWith("acme/shop/prod  runs: preview 3, update 4\n")
        .contains("policy write of arn:aws:iam::111122223333:role/pulumi: 12 statements");
    assertThat(out.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }

  @Test
  void aStackThatDidNothingIsNotAnsweredByEmptyPolicies() {
    var run = desk.run("policy", "acme/shop/other", "--from", "2026-11-01", "--to", "2026-11-30");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("nothing is known that acme/shop/other called", "next: deploytrail");
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme/shop", "acme/shop/prod@latest", "a/b/c/d", "acme//prod", "*/*/*"})
  void aStackHasThreeNames(String stack) {
    var run = desk.run("policy", stack);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("<organization>/<project>/<stack> was expected, not");
  }

  @Test
  void wrongUsageIsSaid() {
    var policy = desk.file("policy.json", "{}");
    assertThat(desk.run(asked("--check", policy)).err()).contains("an identity policy");
    assertThat(desk.run(asked("--check", "nowhere.json")).exitCode()).isEqualTo(2);
    assertThat(desk.run(asked("--check", policy, "--diff", policy)).err())
        .contains("--check and --diff compare one policy");
    assertThat(desk.run(asked("--format", "xml")).err())
        .contains(
            "--format takes table, json, csv, policy, terraform, pulumi-yaml, cloudformation");
  }
}
