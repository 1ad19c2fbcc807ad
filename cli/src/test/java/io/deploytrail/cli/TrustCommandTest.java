package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deploytrail.cli.console.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `trust`: how wide a policy is, who used the role, and which tokens it lets in.
final class TrustCommandTest {
  private static final String[] TOKEN = {"--subject", MadeUpTrail.SUBJECT, "--audience", "acme"};

  private static final Terminal TERMINAL = new Terminal(true, true, 80, Terminal.Look.MONOCHROME);

  @TempDir private Path folder = Path.of("");
  private Desk desk = new Desk(folder);
  private String policy = "";

  private static List<String> names(JsonNode object) {
    return object.propertyStream().map(Map.Entry::getKey).toList();
  }

  @BeforeEach
  void makePolicy() {
    desk = new Desk(folder);
    policy = desk.file("role.json", MadeUpRole.policyOf("prod"));
  }

  private static String[] with(String[] more, String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private void index() {
    var log =
        MadeUpRole.log(
            MadeUpTrail.ROOT,
            MadeUpRole.update(
                "1",
                "2026-11-19T08:00:00Z",
                MadeUpRole.policy("pulumi:deploy:org:acme:project:web:*")));
    desk.run("index", desk.file("trail.json", log));
  }

  @Test
  void fileSaysHowWideItIs() {
    var run = desk.run("trust", policy);

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    var answer = Desk.json(run.out());
    assertThat(names(answer))
        .containsExactly(
            "width", "widths", "organizations", "control", "used", "wouldRefuse", "findings");
    assertThat(answer.path("width").asText()).isEqualTo("STACK_AND_OPERATION");
    assertThat(answer.path("control").asText()).isEqualTo("MET");
    assertThat(names(answer.path("widths")))
        .containsExactly("DEPLOYMENT", "ENVIRONMENT", "CUSTOMER_MANAGED_KEY", "OTHER");
    assertThat(folder.resolve(".deploytrail")).doesNotExist();
  }

  @Test
  void stdinIsRead() {
    var file = desk.run("trust", policy);
    var stdin = desk.runOn(desk.read("role.json"), "trust", "-");

    assertThat(stdin.exitCode()).isZero();
    assertThat(stdin.out()).isEqualTo(file.out());
  }

  @Test
  void roleIsToldWithWhoUsedItAndTheNarrowestPolicy() {
    index();

    var run = desk.run("trust", MadeUpRole.ARN, "--from", "2026-11-01", "--to", "2026-11-21");

    assertThat(run.exitCode()).isZero();
    var answer = Desk.json(run.out());
    assertThat(answer.path("role").asText()).isEqualTo(MadeUpRole.ARN);
    assertThat(answer.path("width").asText()).isEqualTo("PROJECT");
    assertThat(answer.path("used")).hasSize(1);
    assertThat(answer.path("used").path(0).path("subject").asText()).isEqualTo(MadeUpTrail.SUBJECT);
    assertThat(answer.path("used").path(0).path("sessions").asInt()).isEqualTo(1);
    assertThat(answer.path("narrowest").path("Statement").toString()).contains(MadeUpTrail.SUBJECT);
    assertThat(answer.path("wouldRefuse").isArray()).isTrue();

    var wider =
        desk.run(
            "trust",
            MadeUpRole.ARN,
            "--from",
            "2026-11-01",
            "--to",
            "2026-11-21",
            "--narrow-to",
            "project");
    assertThat(Desk.json(wider.out()).path("narrowest").toString())
        .contains("pulumi:deploy:org:acme:project:web:");
  }

  @Test
  void roleThatNobodyKnowsIsNoAnswer() {
    index();

    var run = desk.run("trust", "arn:aws:iam::111122223333:role/other");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(Desk.json(run.out()).path("evidence").toString()).contains("not known");
  }

  @Test
  void allRolesAreListed() {
    index();

    var json = desk.run("trust", "--all", "--from", "2026-11-01", "--to", "2026-11-21");
    var table = desk.run(TERMINAL, "", "trust", "--all", "--format", "table");

    assertThat(json.exitCode()).isZero();
    assertThat(json.out()).contains(MadeUpRole.ARN, "\"width\":\"PROJECT\"");
    assertThat(table.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(table.out()).contains("PROJECT");
  }

  @Test
  void rolesThatAreUsedAreListedThoughTheirPolicyIsNotKnown() {
    desk.run("index", desk.file("trail.json", MadeUpRole.log(MadeUpTrail.ROOT)));

    var run = desk.run("trust", "--all", "--from", "2026-11-01", "--to", "2026-11-21");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains(MadeUpRole.ARN, "the role's policy is not known");
  }

  @Test
  void tokenIsLetInOrNot() {
    var in = desk.run(with(TOKEN, "trust", policy));
    var out = desk.run("trust", policy, "--subject", MadeUpTrail.SUBJECT, "--audience", "Acme");

    assertThat(in.exitCode()).isZero();
    assertThat(Desk.json(in.out()).path("allowed").asBoolean()).isTrue();
    assertThat(Desk.json(in.out()).has("cause")).isFalse();
    assertThat(out.exitCode()).isZero();
    assertThat(Desk.json(out.out()).path("allowed").isBoolean()).isTrue();
    assertThat(Desk.json(out.out()).path("allowed").asBoolean()).isFalse();
    assertThat(Desk.json(out.out()).path("cause").asText()).isEqualTo("AUDIENCE_MISMATCH");
    assertThat(Desk.json(out.out()).path("certainty").asText()).isEqualTo("CERTAIN");
  }

  @Test
  void tokenIsTriedWithTheIndexedPolicyOfARole() {
    index();

    var run = desk.run(with(TOKEN, "trust", MadeUpRole.ARN));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(Desk.json(run.out()).path("allowed").asBoolean()).isTrue();
    assertThat(Desk.json(run.out()).path("role").asText()).isEqualTo(MadeUpRole.ARN);
  }

  @Test
  void allowedIsLeftOutOnlyWhereItIsNotDecided() {
    desk.file("role.json", desk.read("role.json").replace("StringLike", "StringLikely"));

    var answer = Desk.json(desk.run(with(TOKEN, "trust", policy)).out());

    assertThat(answer.has("allowed")).isFalse();
    assertThat(answer.path("certainty").asText()).isEqualTo("OPEN");
    assertThat(answer.path("notDecided")).hasSize(2);
  }

  @Test
  void triedTokensTableFits80Columns() {
    var run =
        desk.run(
            TERMINAL,
            "",
            "trust",
            policy,
            "--subject",
            MadeUpTrail.SUBJECT.replace("prod", "dev"),
            "--audience",
            "acme",
            "--format",
            "table");

    assertThat(run.out()).startsWith("REFUSED  SUBJECT_MISMATCH CERTAIN\n").contains("\nfix\n");
    assertThat(run.out().lines().takeWhile(line -> !line.equals("fix")))
        .allMatch(line -> line.length() <= 80);
  }

  @Test
  void roleAsCsvIsOneRow() {
    var run = desk.run("trust", policy, "--format", "csv");

    assertThat(run.out().lines().toList())
        .hasSize(2)
        .first()
        .isEqualTo("role,width,control,organizations,subjects,sessions,findings");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trust | a file with a trust policy, a role's ARN, or --all was expected",
        "trust absent.json | cannot be read",
        "trust --all ROLE | --all takes neither",
        "trust --all --subject x | --all takes neither",
        "trust ROLE --tries absent.ndjson | cannot be read",
        "trust ROLE --tries x --subject y | --tries takes the tokens from its lines alone",
        "trust - --tries - | the policy or the tries, not both",
        "trust arn:aws:iam::111122223333:role/deploy --tries tries | --tries needs the policy",
        "trust arn:aws:iam::111122223333:role/deploy --role x | --role goes with a file",
        "trust ROLE --narrow-to anything | --narrow-to",
        "trust ROLE --subject x --provider arn:aws:s3:::b | provider",
      })
  void wrongUsageIsToldInWords(String line, String message) {
    var run = desk.run(line.replace("ROLE", policy).split(" "));

    assertThat(run.err()).contains(message).doesNotContain("fault of its own");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void fileOfSeveralRolesNeedsToKnowWhich() {
    var template =
        "{\"Resources\":{\"A\":{\"Properties\":{\"AssumeRolePolicyDocument\":%1$s}},\"B\":{\"Properties\":{\"AssumeRolePolicyDocument\":%1$s}}}}"
            .formatted(MadeUpRole.policyOf("prod"));
    var file = desk.file("template.json", template);

    assertThat(desk.run("trust", file).err()).contains("policies of A, B", "--role");
    assertThat(desk.run("trust", file, "--role", "B").exitCode()).isZero();
  }
}
