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
  private static final String ID = "10000000-0000-4000-8000-000000000002";

  /// Of the root that the deployment became.
  private static final String ROOTS_CALL =
      MadeUpTrail.BUCKET
          .replace("\"type\":\"AssumedRole\"", "\"type\":\"Root\"")
          .replace("AROADEPLOY:pulumi-" + MadeUpTrail.ID, "444455556666")
          .replace("\"accountId\":\"111122223333\"", "\"accountId\":\"444455556666\"")
          .replace(MadeUpTrail.KEY, "ASIAMEMBER0000000001")
          .replace("T09:00:00Z", "T09:05:00Z");

  /// By which a service gets a session that is named like a deployment's.
  private static final String SERVICES_LINK =
      MadeUpTrail.LINK
          .replaceFirst(
              "\"userIdentity\":\\{.*?\\}\\}\\}",
              "\"userIdentity\":{\"type\":\"AWSService\",\"invokedBy\":\"ec2.amazonaws.com\"}")
          .replace("10000000-0000-4000-8000-000000000003", new UUID(1, 6).toString())
          .replace("AROACHILD:next", "AROAEC2:pulumi-deployments")
          .replace("child/next", "ec2/pulumi-deployments")
          .replace("ASIACHILD00000000001", "ASIASERVICE000000001");

  private static final String LOOKALIKES_CALL =
      MadeUpTrail.CHAINED_CALL
          .replace("AROACHILD:next", "AROAEC2:pulumi-deployments")
          .replace("ASIACHILD00000000001", "ASIASERVICE000000001");

  private static final String SERVICES_CALL =
      MadeUpTrail.BUCKET.replaceFirst(
          "\"userIdentity\":\\{.*?\\}\\}\\}",
          "\"userIdentity\":{\"type\":\"AWSService\",\"invokedBy\":\"ec2.amazonaws.com\"}");

  /// Of whose caller nothing but the key is known.
  private static final String KEYS_CALL =
      MadeUpTrail.BUCKET.replaceFirst("\"type\":\"AssumedRole\",\"principalId\":\"[^\"]*\",", "");

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void answersEachCallAsItWouldBeAlone(long seed) {
    var random = new Random(seed);
    var records = trail(random);
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

  @Test
  void neitherCopiesNorTheirOrderShow() {
    var records = trail(new Random(4));
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
    var odd = MadeUpTrail.BUCKET.replace(ID, "Mine, \\\"odd\\\"");
    var upper = MadeUpTrail.BUCKET.replace(ID, "ABCDEF00-0000-4000-8000-000000000002");
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

  /// Sessions of static names and of one call, calls with and without creation date, key and ARN,
  /// chains, lookalikes, strangers.
  private static List<String> trail(Random random) {
    var records = new ArrayList<String>();
    records.add(MadeUpTrail.DENIED);
    records.add(MadeUpTrail.ROOT);
    records.add(MadeUpTrail.LINK);
    records.add(
        MadeUpTrail.ROOT
            .replace("09:00:00Z", "09:30:00Z")
            .replace(MadeUpTrail.KEY, "ASIADEPLOY0000000002")
            .replace("10:00:00 AM", "10:30:00 AM")
            .replace("10000000-0000-4000-8000-000000000001", new UUID(1, 4).toString()));
    // The child's key comes again, hours before.
    records.add(
        MadeUpTrail.LINK
            .replace("T09:05:00Z", "T02:00:00Z")
            .replace("Nov 20, 2026, 10:02:00 AM", "Nov 20, 2026, 03:00:00 AM")
            .replace("10000000-0000-4000-8000-000000000003", new UUID(1, 5).toString()));
    records.add(MadeUpTrail.ASSUME_ROOT);
    records.add(SERVICES_LINK);
    var templates =
        List.of(
            ROOTS_CALL,
            LOOKALIKES_CALL,
            SERVICES_CALL,
            KEYS_CALL,
            MadeUpTrail.BUCKET,
            MadeUpTrail.CHAINED_CALL,
            MadeUpTrail.STRANGERS_CALL);
    for (var number = 0; number < 600; number++) {
      var call = templates.get(random.nextInt(templates.size()));
      var id = call.substring(call.indexOf("\"eventID\":\"") + 11).substring(0, ID.length());
      call = call.replace(id, new UUID(random.nextLong(), random.nextLong()).toString());
      call = call.replace("T09:05:00Z", "T09:%02d:00Z".formatted(random.nextInt(60)));
      if (random.nextInt(3) > 0 && call.contains("\"AROA")) {
        call = withArn(call, random);
      }
      if (random.nextInt(6) == 0) {
        call = forwarded(call, random);
      }
      if (random.nextInt(4) == 0) {
        call = call.replaceFirst("\"sessionContext\":\\{\"attributes\":\\{[^}]*\\}\\}", "\"x\":0");
      }
      if (random.nextInt(4) == 0) {
        call = call.replaceFirst("\"accessKeyId\":\"[^\"]*\",", "");
      }
      if (random.nextInt(8) == 0) {
        call = call.replace("\"eventName\":\"", "\"eventName\":\"\\u0041");
      }
      if (random.nextInt(8) == 0) {
        call =
            call.replace(
                "\"type\":\"AssumedRole\",\"principalId\":\"A",
                "\"type\":\"IAMUser\",\"principalId\":\"B");
      }
      records.add(call);
    }
    return records;
  }

  /// Made by a service for the caller, as one of the two fields says that tell it.
  private static String forwarded(String call, Random random) {
    return random.nextBoolean()
        ? call.replaceFirst("\\{", "{\"sourceIPAddress\":\"cloudformation.amazonaws.com\",")
        : call.replaceFirst(
            "\"userIdentity\":\\{", "$0\"invokedBy\":\"cloudformation.amazonaws.com\",");
  }

  /// A call as AWS writes nearly all; at times of a session that made no other.
  private static String withArn(String call, Random random) {
    var principal = call.substring(call.indexOf("\"AROA") + 1, call.indexOf("\",\"accountId"));
    var name = principal.substring(principal.indexOf(':') + 1);
    call =
        call.replace(
            "\"accountId\"",
            "\"arn\":\"arn:aws:sts::111122223333:assumed-role/deploy/%s\",\"accountId\""
                .formatted(name));
    if (random.nextInt(3) == 0) {
      call = call.replace(name, "pulumi-" + new UUID(random.nextInt(9), random.nextInt(9)));
    }
    if (random.nextInt(3) == 0) {
      call =
          call.replaceFirst(
              "\"accessKeyId\":\"[^\"]*\"",
              "\"accessKeyId\":\"ASIAONCE%08d\"".formatted(random.nextInt(1000)));
    }
    if (random.nextInt(3) == 0) {
      var created = "T09:%02d:00Z".formatted(10 * random.nextInt(6));
      call = call.replaceFirst("(?<=\"creationDate\":\"2026-11-20)[^\"]*", created);
    }
    if (random.nextInt(4) == 0) {
      call =
          call.replaceFirst(
              "\"sessionContext\":\\{",
              "$0\"webIdFederationData\":{\"federatedProvider\":\"%s\"},"
                  .formatted(random.nextBoolean() ? MadeUpTrail.PROVIDER : "cognito"));
    }
    return call;
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
