package io.deploytrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.questions.AnswerWriter;
import io.deploytrail.questions.Configuration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A whole trail at once is answered as each of its calls would be alone.
final class AttributeCommandTest {
  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void answersEachCallAsItWouldBeAlone(long seed) {
    var random = new Random(seed);
    var records = RandomTrail.of(random);
    var expected = oneByOne(records);
    var desk = new Desk(folder);
    Collections.shuffle(records, random);
    for (var file = 0; file < 7; file++) {
      var part = records.subList(file * records.size() / 7, (file + 1) * records.size() / 7);
      desk.file("logs/" + file + ".json", "{\"Records\":[" + String.join(",", part) + "]}");
    }

    var run = desk.run("attribute", "--all", folder.resolve("logs").toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .containsExactlyElementsOf(expected)
        .anyMatch(line -> line.contains("SUSPECT"))
        .anyMatch(line -> line.contains("STATED"))
        .anyMatch(line -> line.contains("INFERRED"))
        .anyMatch(line -> line.contains("KEY_REUSED"));
    assertThat(desk.run("attribute", folder.resolve("logs").toString()).out().lines())
        .containsExactlyElementsOf(
            expected.stream().filter(line -> !line.contains("\"verdict\":\"NONE\"")).toList())
        .hasSizeGreaterThan(100);
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7, 8})
  void partsThatKnowEachOthersSessionsAreTogetherTheWhole(long seed) {
    var random = new Random(seed);
    var records = RandomTrail.of(random);
    var desk = new Desk(folder);
    var whole = desk.run("attribute", "--all", desk.file("whole.json", String.join("\n", records)));
    Collections.shuffle(records, random);
    var half = records.size() / 2;
    var parts =
        List.of(
            desk.file("one.json", String.join("\n", records.subList(0, half))),
            desk.file("two.json", String.join("\n", records.subList(half, records.size()))));
    var sessions = new ArrayList<String>();
    for (var part : parts) {
      var run = desk.run("sessions", part);
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).doesNotContain("sessionToken");
      sessions.add(desk.file("sessions" + sessions.size() + ".ndjson", run.out()));
    }

    var together = new ArrayList<String>();
    var alone = new ArrayList<String>();
    for (var part : parts) {
      alone.addAll(desk.run("attribute", "--all", part).out().lines().toList());
      var run =
          desk.run(
              "attribute",
              "--all",
              part,
              "--sessions",
              sessions.getFirst(),
              "--sessions",
              sessions.getLast());
      assertThat(run.exitCode()).as(run.err()).isZero();
      together.addAll(run.out().lines().toList());
    }

    assertThat(together).containsExactlyInAnyOrderElementsOf(whole.out().lines().toList());
    assertThat(alone).hasSameSizeAs(together).isNotEqualTo(together);
  }

  @Test
  void sessionsThatAreMissingAreNotDoneWithout() {
    var desk = new Desk(folder);

    var run =
        desk.run("attribute", desk.file("log.json", MadeUpTrail.log()), "--sessions", "nowhere");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("--sessions nowhere: ");
  }

  @Test
  void sessionsMakeNoTrailOfWhatIsNone() {
    var desk = new Desk(folder);
    var log = desk.file("log.json", MadeUpTrail.log());
    var notes = desk.file("notes.txt", "no sessions, but notes");

    assertThat(desk.run("attribute", notes, "--sessions", log).exitCode()).isEqualTo(2);
    var run = desk.run("attribute", log, "--sessions", notes);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("notes.txt");
    var none = desk.run("sessions", desk.file("call.json", MadeUpTrail.BUCKET)).out();
    assertThat(none).isEqualTo("{\"Records\":[]}\n");
    assertThat(desk.run("attribute", log, "--sessions", desk.file("none.ndjson", none)).exitCode())
        .isZero();
  }

  @Test
  void neitherCopiesNorTheirOrderShow() {
    var records = RandomTrail.of(new Random(4));
    var desk = new Desk(folder);
    var once = desk.file("once.json", String.join("\n", records));
    var twice = new ArrayList<>(records);
    twice.addAll(records);
    Collections.shuffle(twice, new Random(5));
    var reversed = desk.file("twice.json", String.join("\n", twice));

    assertThat(desk.run("attribute", "--all", reversed).out())
        .isEqualTo(desk.run("attribute", "--all", once).out());
    assertThat(desk.run("attribute", reversed).err()).contains(records.size() + " duplicates");
  }

  @Test
  void suggestsATemplateForNamesThatNoneReads() {
    var desk = new Desk(folder);
    var named = MadeUpTrail.ROOT.replace("pulumi-" + MadeUpTrail.ID, "web+prod@" + MadeUpTrail.ID);
    var still =
        MadeUpTrail.ROOT
            .replace("pulumi-" + MadeUpTrail.ID, "pulumi")
            .replace("10000000-0000-4000-8000-000000000001", new UUID(1, 7).toString());
    var log = desk.file("log.json", named + still + named);

    assertThat(desk.run("attribute", log).err())
        .contains(
            "1 session names are read by no template, such as web+prod@806bf21f-444f-4825-a80c-afd12cd2526a: --template '${project.name}+${stack.name}@${deployment.id}' reads them",
            "1 session names lead to no deployment, such as pulumi: give the stacks the session name ${organization.name}-");
    assertThat(
            desk.run(
                    "attribute",
                    "--template",
                    "${project.name}+${stack.name}@${deployment.id}",
                    log)
                .err())
        .doesNotContain("are read by no template");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api.pulumi.com/oidc",
        "https://api.pulumi.com/oidc",
        "HTTPS://API.Pulumi.com/oidc/",
        " api.pulumi.com/oidc//"
      })
  void providerMayBeNamedByItsUrl(String provider) {
    var desk = new Desk(folder);
    var run =
        desk.run("attribute", "--provider", provider, desk.file("log.json", MadeUpTrail.log()));
    assertThat(run.err()).contains("{DEPLOYMENT=3, NONE=1}").doesNotContain("no record names");
  }

  @Test
  void providerThatNoRecordNamesIsSaidBesideOneThatMayBeMeant() {
    var desk = new Desk(folder);
    var log = desk.file("log.json", MadeUpTrail.log());
    assertThat(desk.run("attribute", "--provider", "pulumi.example.com/oidc", log).err())
        .contains(
            "no record names the provider pulumi.example.com/oidc, but some name api.pulumi.com/oidc; if that is your Pulumi: --provider api.pulumi.com/oidc");
    var others = MadeUpTrail.log().replace("api.pulumi.com/oidc", "gitlab.com");
    assertThat(desk.run("attribute", desk.file("others.json", others)).err())
        .doesNotContain("no record names");
  }

  @Test
  void countsWhatItDoesNotAnswer() {
    var desk = new Desk(folder);

    assertThat(desk.run("attribute", desk.file("log.json", MadeUpTrail.log())).err())
        .contains(
            "1 files, 7 records: calls by verdict {DEPLOYMENT=3, NONE=1}; 2 issuances and denied attempts; 1 duplicates;");
  }

  @Test
  void anEventIdOfAnyFormGivesOneLine() {
    var odd = MadeUpTrail.BUCKET.replace(MadeUpTrail.CALL, "Mine, \\\"odd\\\"");
    var upper =
        MadeUpTrail.BUCKET.replace(MadeUpTrail.CALL, "ABCDEF00-0000-4000-8000-000000000002");
    var desk = new Desk(folder);
    var log =
        desk.file("log.json", String.join("\n", MadeUpTrail.ROOT, odd, upper, odd, upper, upper));

    var run = desk.run("attribute", log);

    assertThat(run.out().lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("{\"eventId\":\"Mine, \\\"odd\\\"\","))
        .anyMatch(line -> line.startsWith("{\"eventId\":\"ABCDEF00-"));
    assertThat(run.err()).contains("3 duplicates");
  }

  @Test
  void aCopyOfAnotherTimeIsTheSameCall() {
    var later = MadeUpTrail.BUCKET.replace("2026-11-20T09:05:00Z", "2026-11-20T09:06:00Z");
    var desk = new Desk(folder);
    for (var copies : List.of(later + MadeUpTrail.BUCKET, MadeUpTrail.BUCKET + later)) {
      assertThat(desk.run("attribute", desk.file("log.json", MadeUpTrail.ROOT + copies)).out())
          .hasLineCount(1)
          .contains("2026-11-20T09:06:00Z");
    }
  }

  private static List<String> oneByOne(List<String> records) {
    var reader = new RecordReader();
    var index = new InMemorySessionIndex(Configuration.DEFAULT.names());
    var read = new ArrayList<CloudTrailRecord>();
    for (var record : records) {
      read.add(reader.read(record.getBytes(UTF_8)).record());
    }
    read.forEach(record -> record.fact().ifPresent(index::add));
    var attributor = Configuration.DEFAULT.attributor(index);
    return read.stream()
        .filter(Call.class::isInstance)
        .map(Call.class::cast)
        .sorted(
            Comparator.comparing((Call call) -> call.event().time())
                .thenComparing(call -> call.event().id()))
        .map(call -> AnswerWriter.write(attributor.attribute(call)))
        .toList();
  }
}
