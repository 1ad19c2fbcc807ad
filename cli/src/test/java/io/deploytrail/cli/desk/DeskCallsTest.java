package io.deploytrail.cli.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deploytrail.cli.Desk;
import io.deploytrail.cli.DeskDump;
import io.deploytrail.cli.MadeUpTrail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which calls a desk remembers, and which files it reads for the others.
final class DeskCallsTest {
  private static final List<String> PERIOD = List.of("--from", "2026-11-20", "--to", "2026-11-20");

  /// By whom the role's own change is made that the stack's role is named in.
  private static final String BY_HAND =
      MadeUpTrail.STRANGERS_CALL
          .replace(MadeUpTrail.STRANGER, "10000000-0000-4000-8000-000000000010")
          .replace("ec2.amazonaws.com", "iam.amazonaws.com")
          .replace("DescribeVpcs", "UpdateAssumeRolePolicy");

  @TempDir private Path folder = Path.of("");
  private Desk desk = new Desk(folder);

  @BeforeEach
  void start() {
    desk = new Desk(folder);
  }

  private String file(String name, String... records) {
    return desk.file("logs/" + name + ".json", "{\"Records\":[" + String.join(",", records) + "]}");
  }

  private String index() {
    var run = desk.run("index", folder.resolve("logs").toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.err();
  }

  private JsonNode ask(String... question) {
    return Desk.json(desk.run(question).out().lines().findFirst().orElse("null"));
  }

  private String changes(String resource) {
    return desk.run(
            Stream.concat(Stream.of("changes", resource, "--format", "json"), PERIOD.stream())
                .toArray(String[]::new))
        .out();
  }

  private static List<String> searched(JsonNode answer) {
    return answer.path("searched").valueStream().map(JsonNode::asText).toList();
  }

  @Test
  void whatPulumisSessionsDidIsAnsweredWhenTheFilesAreGone() throws IOException {
    var log = desk.file("logs/trail.json", MadeUpTrail.log());
    index();
    var before = desk.run("calls", MadeUpTrail.ID, "--format", "json").out();
    Files.delete(Path.of(log));

    assertThat(desk.run("calls", MadeUpTrail.ID, "--format", "json").out())
        .isEqualTo(before)
        .contains(MadeUpTrail.CALL, MadeUpTrail.CHAINED);
    assertThat(ask("who", MadeUpTrail.CHAINED).path("verdict").asText()).isEqualTo("DEPLOYMENT");
    assertThat(searched(ask("who", MadeUpTrail.CALL.toUpperCase(Locale.ROOT))))
        .containsExactly("call index");
    assertThat(changes("arn:aws:iam::111122223333:role/child")).contains(MadeUpTrail.CHAINED);
  }

  @Test
  void callOfSomebodyElseIsFoundInItsFileAlone() {
    file("deployment", MadeUpTrail.ROOT, MadeUpTrail.BUCKET);
    file("stranger", MadeUpTrail.STRANGERS_CALL);
    file("other", BY_HAND);
    index();

    var answer = ask("who", MadeUpTrail.STRANGER);

    assertThat(answer.path("verdict").asText()).isEqualTo("NONE");
    assertThat(searched(answer))
        .containsExactly(
            "3 indexed files, with records up to 2026-11-20T09:05:00Z, of which 1 had to be read");
    assertThat(searched(ask("who", "99999999-0000-4000-8000-000000000000")))
        .containsExactly("3 indexed files, with records up to 2026-11-20T09:05:00Z");
  }

  @Test
  void changesOfEverybodyAreListed() {
    file("deployment", MadeUpTrail.ROOT, MadeUpTrail.BUCKET);
    file("by-hand", BY_HAND);
    file("unrelated", MadeUpTrail.STRANGERS_CALL.replace("role/child", "role/other"));
    index();

    assertThat(changes("arn:aws:iam::111122223333:role/child"))
        .contains(
            MadeUpTrail.CALL, "10000000-0000-4000-8000-000000000010", "of which 1 had to be read")
        .doesNotContain(MadeUpTrail.STRANGER);
  }

  @Test
  void sessionThatIsKnownTooLateGetsItsCallsAfterwards() throws IOException {
    file("1-calls", MadeUpTrail.CHAINED_CALL, MadeUpTrail.BUCKET, MadeUpTrail.STRANGERS_CALL);
    index();
    file("2-link", MadeUpTrail.LINK);
    index();
    file("3-root", MadeUpTrail.ROOT);
    index();
    var late = DeskDump.of(folder);

    assertThat(late).filteredOn(row -> row.startsWith("call|")).hasSize(3);
    Files.delete(folder.resolve(".deploytrail/index.db"));
    index();
    assertThat(DeskDump.of(folder)).isEqualTo(late);
  }

  @Test
  void providerThatIsNamedLaterHasItsSessionsCallsKept() {
    var provider = "login.example.com/oidc";
    file(
        "own",
        MadeUpTrail.ROOT.replace("api.pulumi.com/oidc", provider),
        MadeUpTrail.BUCKET,
        MadeUpTrail.LINK,
        MadeUpTrail.CHAINED_CALL);
    index();
    assertThat(DeskDump.of(folder)).noneMatch(row -> row.startsWith("call|"));

    var run = desk.run("index", folder.resolve("logs").toString(), "--provider", provider);

    assertThat(run.err()).contains("0 files read, 1 unchanged");
    assertThat(DeskDump.of(folder)).filteredOn(row -> row.startsWith("call|")).hasSize(3);
  }

  @Test
  void fileThatHasChangedIsReadAndSaid() throws IOException {
    var log = file("log", MadeUpTrail.ROOT);
    file("other", BY_HAND);
    index();
    Files.writeString(
        Path.of(log),
        "{\"Records\":["
            + MadeUpTrail.ROOT
            + ","
            + MadeUpTrail.BUCKET
            + ","
            + MadeUpTrail.STRANGERS_CALL
            + "]}");

    for (var event : List.of(MadeUpTrail.STRANGER, MadeUpTrail.CALL)) {
      assertThat(searched(ask("who", event)))
          .singleElement()
          .asString()
          .endsWith("of which 1 had to be read; changed since they were indexed: " + log);
    }
    assertThat(desk.run("calls", MadeUpTrail.ID, "--format", "json").out())
        .contains(MadeUpTrail.CALL);
    assertThat(changes("arn:aws:iam::111122223333:role/child")).contains(MadeUpTrail.CALL);
  }

  @Test
  void callInTwoFilesIsListedOnce() {
    file("one", MadeUpTrail.ROOT, MadeUpTrail.BUCKET);
    file("two", MadeUpTrail.ROOT, MadeUpTrail.BUCKET);
    index();

    assertThat(Desk.json(desk.run("calls", MadeUpTrail.ID, "--format", "json").out()).path("items"))
        .hasSize(1);
  }

  /// A page is a hundred calls, so that a page ends in each file.
  @Test
  void longListReadsForEachPageTheFilesThatItIsIn() {
    for (var hour = 10; hour < 13; hour++) {
      var of = hour;
      file(
          "hour-" + hour,
          IntStream.range(0, 120)
              .mapToObj(number ->
                  BY_HAND
                      .replace(
                          "10000000-0000-4000-8000-000000000010", "%d-%03d".formatted(of, number))
                      .replace("09:05:00", "%d:%02d:00".formatted(of, number / 2)))
              .toArray(String[]::new));
    }
    index();

    var answer = Desk.json(changes("arn:aws:iam::111122223333:role/child"));

    var times = answer.path("items").findValuesAsText("eventTime");
    assertThat(times).hasSize(360).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(answer.path("items").findValuesAsText("eventId")).doesNotHaveDuplicates();
    assertThat(searched(answer).getLast()).contains("3 indexed files", "of which 6 had to be read");
  }

  /// The last page has what was read on all of them.
  @Test
  void longListEndsWithAllThatWasRead() {
    var read =
        MadeUpTrail.BUCKET
            .replace(MadeUpTrail.CALL, MadeUpTrail.STRANGER)
            .replace("CreateBucket", "ListBuckets")
            .replace("09:05:00", "09:01:00")
            .replace("\"eventID\"", "\"readOnly\":true,\"eventID\"");
    var changing =
        IntStream.range(0, 120)
            .mapToObj(number -> MadeUpTrail.BUCKET.replace(MadeUpTrail.CALL, "call-" + number));
    file("all", Stream.concat(Stream.of(MadeUpTrail.ROOT, read), changing).toArray(String[]::new));
    index();

    var answer = Desk.json(desk.run("calls", MadeUpTrail.ID, "--format", "json").out());

    assertThat(answer.path("items")).hasSize(120);
    assertThat(answer.path("reads").toString()).contains("s3:ListBuckets");
  }

  /// Of two accounts' roles, in each of which the deployment has a session of one name.
  @Test
  void callOfASessionWithoutItsIssuanceIsListedByItsName() throws IOException {
    var elsewhere =
        MadeUpTrail.BUCKET
            .replace(MadeUpTrail.CALL, MadeUpTrail.CHAINED)
            .replace(MadeUpTrail.KEY, "ASIAELSEWHERE0000001")
            .replace("AROADEPLOY", "AROAELSEWHERE")
            .replace(
                "\"sessionContext\":{",
                "\"sessionContext\":{\"webIdFederationData\":{\"federatedProvider\":\""
                    + MadeUpTrail.PROVIDER
                    + "\"},");
    var files = List.of(file("known", MadeUpTrail.ROOT), file("lost", elsewhere));
    index();
    for (var file : files) {
      Files.delete(Path.of(file));
    }

    assertThat(desk.run("calls", MadeUpTrail.ID).out()).contains(MadeUpTrail.CHAINED, "STATED");
  }
}
