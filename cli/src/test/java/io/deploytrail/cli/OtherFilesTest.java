package io.deploytrail.cli;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cli.Desk.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a file holds decides whether it is a trail's, not its name; only damage of a trail fails.
final class OtherFilesTest {
  private static final String GOOD = MadeUpTrail.ROOT + "\n" + MadeUpTrail.BUCKET + "\n";

  private static final String INSIGHT =
      """
      {"eventVersion":"1.09","eventTime":"2026-11-20T09:00:00Z","awsRegion":"us-east-1",
      "eventID":"20000000-0000-4000-8000-000000000001","eventType":"AwsCloudTrailInsight",
      "insightDetails":{"state":"Start","eventSource":"iam.amazonaws.com","eventName":"GetRole",
      "insightType":"ApiCallRateInsight"},"eventCategory":"Insight"}\
      """
          .replace("\n", "");

  private static final String DIGEST =
      """
      {"awsAccountId":"111122223333","digestStartTime":"2026-11-20T08:00:00Z",
      "digestEndTime":"2026-11-20T09:00:00Z","digestS3Bucket":"b","logFiles":[%s]}\
      """;

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delivery-1-2026-11-20-09-00-00-1b2c3d4e-0000-4000-8000-000000000001",
        "trail.log",
        "trail.txt",
        "trail.json.1",
        "trail.json.gzip",
        "CloudTrail-prod/AWSLogs/111122223333/CloudTrail/us-east-1/a.json.gz",
        "CloudTrail-Insight/a.json"
      })
  void nameSaysNothing(String name) {
    var desk = new Desk(folder);
    desk.file("logs/" + name, GOOD);
    assertGood(desk, 0);
    desk.file("logs/" + name, gzip(GOOD));
    assertGood(desk, 0);
    desk.file("logs/" + name, gzip(gzip(gzip(GOOD))));
    assertGood(desk, 0);
  }

  @Test
  void goodFileBesideEveryKindOfOtherFile() {
    var desk = new Desk(folder);
    desk.file("logs/good", GOOD);
    desk.file(
        "logs/README.txt",
        "What lies here: records with an \"eventID\":\n{\"eventVersion\":\"1\"}\n");
    desk.file("logs/empty", "");
    desk.file("logs/picture.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0});
    desk.file("logs/page.html", "<!DOCTYPE html><title>Logs</title>");
    desk.file("logs/settings.json", "{\"setting\":true}");
    desk.file("logs/broken.json", "{\"setting\":");
    desk.file("logs/flow.log.gz", gzip("version account-id\n2 111122223333\n"));
    desk.file("logs/history.json.gz", gzip("{\"configurationItems\":[{\"resourceId\":\"b\"}]}"));
    desk.file(
        "logs/notification.json",
        """
        {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"ObjectCreated:Put",
        "userIdentity":{"principalId":"A"},"s3":{}}]}\
        """);
    desk.file("logs/.hidden.json", "{");
    desk.file("logs/digest.json", DIGEST.formatted(""));
    desk.file(
        "logs/long digest", DIGEST.formatted("{\"a\":\"%s\"},{}".formatted("x".repeat(1 << 20))));
    desk.file("logs/insight.json", "{\"Records\":[" + INSIGHT + "]}");
    desk.file("logs/AWSLogs/111122223333/CloudTrail-Digest/x.json.gz", DIGEST.formatted(""));
    desk.file("logs/AWSLogs/111122223333/vpcflowlogs/x.log.gz", "2 111122223333");

    var run = assertGood(desk, 0);

    assertThat(run.err().lines().filter(line -> !line.contains("session names")))
        .hasSize(5)
        .anyMatch(line ->
            line.endsWith(
                "logs/README.txt: it is no trail, and not read: JSON or gzip was expected, and it starts with \"What lie\""))
        .anyMatch(line ->
            line.endsWith(
                "logs/broken.json: it is no trail, and not read: record 1: it is cut off: the input ends inside it"))
        .anyMatch(line -> line.contains("logs/empty: it is no trail, and not read: it is empty"))
        .contains("6 more files are no trail, and not read")
        .anyMatch(line ->
            line.contains(
                "2 files beside the trail skipped; 9 other files; 3 Insights and digests; 0 files and 0 records with problems"));
    assertThat(desk.run("index", folder.resolve("logs").toString()).exitCode()).isZero();
    assertThat(desk.indexed())
        .anyMatch(address -> address.contains("logs/good"))
        .noneMatch(address -> address.contains("README"));
    assertThat(desk.run("who", MadeUpTrail.CALL).out()).contains("DEPLOYMENT");
    assertThat(desk.run("who", MadeUpTrail.CALL).err()).doesNotContain("README");
  }

  @ParameterizedTest
  @EnumSource
  void damageOfATrailFailsInAFolder(Damage damage) {
    var desk = new Desk(folder);
    desk.file("logs/good", GOOD);
    desk.file("logs/other", damage.content());

    var run = assertGood(desk, 2);

    assertThat(run.err()).contains("logs/other").contains("0 other files; ");
  }

  enum Damage {
    GZIP_CUT_OFF,
    RECORD_CUT_OFF,
    RECORD_WITHOUT_TIME,
    STRUCT_IN_SMALL_LETTERS,
    UTF_16,
    WRAPPED;

    byte[] content() {
      return switch (this) {
        case GZIP_CUT_OFF -> Arrays.copyOf(gzip(GOOD), 20);
        case RECORD_CUT_OFF -> ("{\"Records\":[" + GOOD.substring(0, 99)).getBytes(UTF_8);
        case RECORD_WITHOUT_TIME -> MadeUpTrail.BUCKET.replace("eventTime", "time").getBytes(UTF_8);
        case STRUCT_IN_SMALL_LETTERS ->
            "{\"eventid\":\"1\",\"eventtime\":\"2026-11-20T09:00:00Z\",\"useridentity\":\"{type=Root}\"}"
                .getBytes(UTF_8);
        case UTF_16 -> ("\ufeff" + GOOD).getBytes(UTF_16LE);
        case WRAPPED -> ("{\"data\":{\"inner\":" + MadeUpTrail.BUCKET + "}}").getBytes(UTF_8);
      };
    }
  }

  @Test
  void everyFileOfATrailsOwnFolderIsATrails() {
    var desk = new Desk(folder);
    desk.file("logs/good", GOOD);
    desk.file("logs/AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/a.json.gz", "oops");
    assertThat(assertGood(desk, 2).err())
        .contains("a.json.gz: JSON or gzip was expected, and it starts with \"oops\"");
  }

  @Test
  void fileThatIsNamedIsATrails() {
    var desk = new Desk(folder);
    var run = desk.run("attribute", desk.file("notes.txt", "notes"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("notes.txt: JSON or gzip was expected, and it starts with \"notes\"");
  }

  @Test
  void noTrailAtAllFails() {
    var desk = new Desk(folder);
    desk.file("logs/notes.txt", "notes");
    var run = desk.run("attribute", folder.resolve("logs").toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("notes.txt: it is no trail, and not read: ", "no CloudTrail records were found");
    assertThat(desk.run("index", folder.resolve("logs").toString()).exitCode()).isEqualTo(2);
  }

  @Test
  void emptyListOfRecordsIsATrail() {
    var desk = new Desk(folder);
    assertThat(desk.run("attribute", desk.file("a.json", "{\"Records\":[]}")).exitCode()).isZero();
  }

  @Test
  void insightIsNoCall() {
    var desk = new Desk(folder);
    var log = desk.file("log.ndjson", GOOD + INSIGHT + "\n");
    var run = desk.run("attribute", "--all", log);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.err()).contains("1 files, 2 records:", "1 Insights and digests");
    assertThat(desk.run("attribute", "--all", "--format", "ocsf", log).out().lines()).hasSize(1);
  }

  @Test
  void packedTooOftenIsSaid() {
    var desk = new Desk(folder);
    var run = desk.run("attribute", desk.file("a.gz", gzip(gzip(gzip(gzip(GOOD))))));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("a.gz: it is packed more than 3 times");
  }

  private Run assertGood(Desk desk, int exitCode) {
    var run = desk.run("attribute", folder.resolve("logs").toString());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.out().lines())
        .singleElement()
        .asString()
        .contains(MadeUpTrail.CALL, "\"verdict\":\"DEPLOYMENT\",\"confidence\":\"PROVEN\"");
    return run;
  }

  private static byte[] gzip(String text) {
    return gzip(text.getBytes(UTF_8));
  }

  private static byte[] gzip(byte[] content) {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
