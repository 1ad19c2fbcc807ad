package io.deploytrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cli.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every command as a person runs it: exit codes, formats, what is written down.
final class CommandsTest {
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
    assertThat(desk.run(new Terminal(true, false, 40), "", "attribute", log).out().lines())
        .hasSize(4)
        .allMatch(line -> line.length() <= 40);
  }

  @Test
  void nothingIsRememberedByAttribute() {
    desk.run("attribute", log);

    assertThat(folder.resolve(".deploytrail")).doesNotExist();
  }

  @Test
  void answersWhoFromTheJournalAndTheFiles() {
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
            desk.run("who", "--engine", "memory", "--format", "csv", MadeUpTrail.CALL)
                .out()
                .lines())
        .hasSize(2);
    assertThat(desk.run("who", "--format", "table", MadeUpTrail.CALL).out())
        .contains("verdict       DEPLOYMENT", "url");
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
  void indexWithABrokenTemplateWritesNothing() {
    assertThat(desk.run("index", log, "--template", "${no.such}").exitCode()).isEqualTo(2);
    assertThat(folder.resolve(".deploytrail")).doesNotExist();
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

    var run = desk.run("who", MadeUpTrail.CALL);

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
                "{\"environment\":{\"organization\":\"acme\",\"root\":\"base/login\",\"user\":\"jane\"},\"verdict\":\"ENVIRONMENT\",\"confidence\":\"PROVEN\","))
        .anyMatch(line ->
            line.startsWith(
                "{\"deployment\":{\"organization\":\"acme\"},\"verdict\":\"PULUMI\",\"confidence\":\"PROVEN\","));
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

  @Test
  void indexingAgainAddsNothing() {
    desk.run("index", log);
    var journal = desk.read(".deploytrail/journal.ndjson");
    var files = desk.read(".deploytrail/files.ndjson");

    assertThat(desk.run("index", log).err()).contains("0 new facts");
    assertThat(desk.read(".deploytrail/journal.ndjson"))
        .isEqualTo(journal)
        .doesNotContain(MadeUpTrail.TOKEN);
    assertThat(desk.read(".deploytrail/files.ndjson")).isEqualTo(files);
    assertThat(journal.lines()).hasSize(3);
  }

  @Test
  void aLineThatACrashCutOffIsToldAndPassedOver() throws IOException {
    desk.run("index", log);
    var journal = folder.resolve(".deploytrail/journal.ndjson");
    var whole = Files.readString(journal);
    Files.writeString(journal, whole + whole.substring(0, 100));

    var who = desk.run("who", MadeUpTrail.CALL);
    assertThat(who.exitCode()).isZero();
    assertThat(who.err()).contains("journal.ndjson", "passed over");
    desk.run("index", log);
    assertThat(Files.readString(journal)).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "{\"Records\":null}",
        "{\"Records\":7}",
        "{\"Records\":[{\"eventID\":",
        "[1,2]"
      })
  void whatCannotBeReadIsNamedAndTheRestIsDone(String content) {
    var broken = desk.file("broken.json", content);

    var run = desk.run("attribute", broken, log, folder.resolve("missing.json").toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out().lines()).hasSize(3);
    assertThat(run.err()).contains("broken.json", "missing.json").doesNotContain("\tat ");
    assertThat(desk.run("index", broken, log).exitCode()).isEqualTo(2);
  }

  @Test
  void damagedGzipLosesOnlyWhatIsDamaged() throws IOException {
    var whole = gzip(MadeUpTrail.log().getBytes(UTF_8));
    var cut = desk.file("cut.json.gz", Arrays.copyOf(whole, whole.length - 40));
    var no = desk.file("no.json.gz", "plain text");

    assertThat(desk.run("attribute", desk.file("whole.json.gz", whole)).exitCode()).isZero();
    assertThat(desk.run("attribute", cut).exitCode()).isEqualTo(2);
    assertThat(desk.run("attribute", no).exitCode()).isEqualTo(2);
  }

  @Test
  void aGzipBombIsReadInBoundedMemory() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write("{\"Records\":[{\"eventID\":\"".getBytes(UTF_8));
      var megabyte = new byte[1 << 20];
      Arrays.fill(megabyte, (byte) 'a');
      for (var written = 0; written < 200; written++) {
        gzip.write(megabyte);
      }
      gzip.write(("\"}," + MadeUpTrail.ROOT + "," + MadeUpTrail.BUCKET + "]}").getBytes(UTF_8));
    }
    var run = desk.run("attribute", desk.file("bomb.json.gz", bytes.toByteArray()));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.err().length()).isLessThan(1000);
  }

  @Test
  void deepNestingAndBadCharactersDoNotStopIt() {
    var deep =
        MadeUpTrail.BUCKET.replace(
            "\"roleArn\"", "\"deep\":" + "[".repeat(1000) + "]".repeat(1000) + ",\"roleArn\"");
    var records = "{\"Records\":[" + MadeUpTrail.ROOT + "," + deep + "]}";
    var invalid = records.replace("CreateBucket", "Create?Bucket").getBytes(UTF_8);
    invalid[new String(invalid, UTF_8).indexOf("Create?") + 6] = (byte) 0xff;

    assertThat(desk.run("attribute", desk.file("deep.json", records)).out().lines()).hasSize(1);
    assertThat(desk.run("attribute", desk.file("bad.json", invalid)).err()).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "who",
        "who not-an-event-id",
        "who arn:aws:sts::111122223333:assumed-role/deploy/pulumi",
        "who " + MadeUpTrail.KEY + " --at yesterday",
        "who -",
        "explain name --template=${project.nam}",
        "deployments a/b/c/d",
        "deployments --from 2026-11-20 --to 2026-11-01",
        "denied --limit many",
        "render ${deployment.version} --organization=a --project=b --stack=c",
        "render ${deployment.id} --organization=a --project=b --stack=c --id=7",
        "attribute",
        "explain name --provider=http://api.pulumi.com/oidc",
        "explain name --provider=arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc",
        "explain name --provider=*",
        "calls-nobody-knows",
        "calls",
        "calls acme/web/prod",
        "calls acme/web/prod@0",
        "changes",
        "changes sg-1 --calls-table T",
        "explain name --region=us-east-1"
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
        "demo",
        "generate-completion"
      })
  void everyCommandTeachesItself(String command) {
    var run =
        desk.run(command.isEmpty() ? new String[] {"--help"} : new String[] {command, "--help"});

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Usage: deploytrail").doesNotContain("null");
  }

  @Test
  void tellsItsVersionAndCompletes() {
    assertThat(desk.run("--version").out())
        .startsWith("deploytrail ")
        .contains("Java 25")
        .doesNotContain("${");
    assertThat(desk.run("generate-completion").out()).contains("deploytrail");
  }

  @Test
  void whatWouldMoveACursorOrRunAFormulaIsDefused() {
    var name = "=1+1-\u001b[31m\u202e";
    var table = desk.run("explain", name, "--format=table");
    var csv = desk.run("explain", "=cmd", "--format=csv");

    assertThat(table.out()).doesNotContain("\u001b", "\u202e").contains("\\u001b");
    assertThat(csv.out()).contains("'=cmd");
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  private static String[] with(String[] rest, String... first) {
    var all = Arrays.copyOf(first, first.length + rest.length);
    System.arraycopy(rest, 0, all, first.length, rest.length);
    return all;
  }
}
