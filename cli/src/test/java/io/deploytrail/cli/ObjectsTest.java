package io.deploytrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Trails in S3 are read as those in folders are.
final class ObjectsTest {
  private static final String DAY = "AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/";

  @TempDir private Path folder = Path.of("");
  private Desk desk = new Desk(folder);
  private LoopbackS3 s3 = new LoopbackS3();
  private String fromFiles = "";

  @BeforeEach
  void attributeFiles() {
    desk = new Desk(folder);
    fromFiles = desk.run("attribute", desk.file("logs/trail.json", MadeUpTrail.log())).out();
    assertThat(fromFiles).hasLineCount(3);
  }

  @AfterEach
  void close() {
    s3.close();
  }

  private static byte[] packed(String... records) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(String.join("\n", records).getBytes(UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  @Test
  void readsAllThatLiesUnderAPrefixPageByPage() {
    s3.page("AWSLogs/", "", List.of("AWSLogs/", DAY + "a.json.gz", DAY + ".notes.txt"), "more");
    s3.page(
        "AWSLogs/",
        "more",
        List.of(
            DAY + ".hidden/c.json.gz",
            DAY + "b.json.gz",
            "AWSLogs/111122223333/CloudTrail-Digest/us-east-1/d.json.gz",
            "AWSLogs/111122223333/vpcflowlogs/us-east-1/f.log.gz"),
        "");
    s3.object(DAY + "a.json.gz", packed(MadeUpTrail.BUCKET, MadeUpTrail.CHAINED_CALL));
    s3.object(DAY + "b.json.gz", packed(MadeUpTrail.LINK, MadeUpTrail.ROOT));

    for (var address : List.of("s3://trail/AWSLogs", "s3://trail/AWSLogs/")) {
      var run = desk.run("attribute", address);

      assertThat(run.err())
          .contains("2 files, 4 records", "2 files beside the trail skipped", "0 files and");
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).isEqualTo(fromFiles);
    }
  }

  @Test
  void firstBytesOfAnUnknownObjectDecide() {
    var firehose = "out/2026/11/20/09/delivery-1-2026-11-20-09-00-00-1b2c3d4e";
    s3.page(
        "out/", "", List.of(firehose, "out/notes.txt", "out/picture.png", "out/x", "out/y"), "");
    s3.unknownObject(firehose, MadeUpTrail.log().getBytes(UTF_8));
    s3.unknownObject("out/y", packed(MadeUpTrail.log()));
    s3.otherObject("out/notes.txt", "What lies here, and why. ".repeat(100).getBytes(UTF_8));
    s3.otherObject("out/picture.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0});
    s3.emptyObject("out/x");

    var run = desk.run("attribute", "s3://trail/out/");

    assertThat(run.err())
        .contains(
            "s3://trail/out/notes.txt: it is no trail, and not read: JSON or gzip was expected, and it starts with \"What lie\"",
            "s3://trail/out/picture.png: it is no trail, and not read: it is a picture (PNG)",
            "s3://trail/out/x: it is no trail, and not read: it is empty",
            "5 files, 14 records",
            "3 other files; ");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo(fromFiles);
  }

  @Test
  void oneThousandUnknownObjectsOfAPrefixAreLookedInto() {
    var keys = IntStream.range(0, 1_003).mapToObj(number -> "many/" + number).toList();
    s3.page("many/", "", keys, "");
    s3.otherObjects("many/", "notes".getBytes(UTF_8));
    var log = folder.resolve("logs").toString();

    var run = desk.run("attribute", "s3://trail/many/", log);

    assertThat(run.err())
        .contains(
            "s3://trail/many/: 3 objects of unknown names were not looked into; --any-name does",
            "1000 other files; ");
    assertThat(run.exitCode()).isZero();
    run = desk.run("attribute", "--any-name", "s3://trail/many/", log);
    assertThat(run.err()).contains("1003 other files; ").doesNotContain("--any-name");
  }

  @Test
  void aKeyMayHoldAnything() {
    var key = "a b+c%20d/é&=?#.json";
    s3.page("", "", List.of(key), "");
    s3.object(key, MadeUpTrail.log().getBytes(UTF_8));

    for (var address : List.of("s3://trail", "s3://trail/", "s3://trail/" + key)) {
      var run = desk.run("attribute", address);

      assertThat(run.err()).contains("1 files, 7 records");
      assertThat(run.out()).isEqualTo(fromFiles);
    }
  }

  @Test
  void filesAndObjectsMayBeMixed() {
    s3.object("root.json.gz", packed(MadeUpTrail.ROOT, MadeUpTrail.LINK));
    var calls =
        desk.file("calls.json", String.join("\n", MadeUpTrail.BUCKET, MadeUpTrail.CHAINED_CALL));

    var run = desk.run("attribute", calls, "s3://trail/root.json.gz", calls);

    assertThat(run.err()).contains("2 files, 4 records", "0 duplicates");
    assertThat(run.out()).isEqualTo(fromFiles);
  }

  @ParameterizedTest
  @CsvSource({
    "404, NoSuchKey, there is no such object",
    "404, NoSuchBucket, there is no such bucket",
    "403, AccessDenied, access is denied (about AccessDenied); reading needs s3:GetObject",
    "403, InvalidObjectState, it is archived",
    "400, Odd, S3 answered Odd: about Odd",
  })
  void whatCannotBeReadIsNamedAndTheRestIsDone(int status, String code, String reason) {
    s3.refusedObject("gone.json.gz", status, code);
    s3.refusedList("folder/", status, code);

    var run =
        desk.run(
            "attribute",
            "s3://trail/gone.json.gz",
            "s3://trail/folder/",
            folder.resolve("logs").toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("s3://trail/gone.json.gz: " + reason, "s3://trail/folder/: " + reason)
        .contains("2 files and 0 records with problems");
    assertThat(run.out()).isEqualTo(fromFiles);
  }

  @Test
  void prefixWithoutObjectsIsNamed() {
    s3.page("none/", "", List.of(), "");
    s3.refusedObject("none", 404, "NoSuchKey");

    assertThat(desk.run("attribute", "s3://trail/none/").err())
        .contains("s3://trail/none/: there is nothing under this prefix");
    assertThat(desk.run("attribute", "s3://trail/none").err())
        .contains("s3://trail/none: there is no such object");
    assertThat(desk.run("attribute", "s3:///none").err())
        .contains("s3:///none: s3://<bucket>/<key or prefix> was expected");
  }

  @Test
  void brokenConnectionIsGoneOnWith() {
    s3.breakingObject("trail.json.gz", packed(MadeUpTrail.log()));

    var run = desk.run("attribute", "s3://trail/trail.json.gz");

    assertThat(run.err()).contains("1 files, 7 records", "0 files and 0 records with problems");
    assertThat(run.out()).isEqualTo(fromFiles);
  }

  @Test
  void replacedObjectIsNotGoneOnWith() {
    s3.replacedObject("trail.json.gz", packed(MadeUpTrail.log()));

    var run = desk.run("attribute", "s3://trail/trail.json.gz");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("s3://trail/trail.json.gz", "it was replaced while it was read; read it again");
  }

  @Test
  void indexedObjectsAreReadAgain() {
    s3.object("trail.json.gz", packed(MadeUpTrail.log()));

    assertThat(desk.run("index", "s3://trail/trail.json.gz").exitCode()).isZero();

    assertThat(desk.indexed()).containsExactly("s3://trail/trail.json.gz");
    assertThat(desk.run("who", MadeUpTrail.CALL).out())
        .contains("\"verdict\":\"DEPLOYMENT\"", MadeUpTrail.ID);

    s3.refusedObject("trail.json.gz", 404, "NoSuchKey");
    assertThat(desk.run("who", MadeUpTrail.STRANGER).out())
        .contains("s3://trail/trail.json.gz: there is no such object");
    assertThat(desk.run("who", MadeUpTrail.CALL).out()).contains(MadeUpTrail.ID);
  }

  @Test
  void unchangedObjectsOfAPrefixAreNotReadAgain() {
    s3.page("logs/", "", List.of("logs/trail.json.gz"), "");
    s3.object("logs/trail.json.gz", packed(MadeUpTrail.log()));
    assertThat(desk.run("index", "s3://trail/logs/").err()).contains("1 files read");

    s3.refusedObject("logs/trail.json.gz", 403, "AccessDenied");
    var again = desk.run("index", "s3://trail/logs/");
    assertThat(again.err()).contains("0 files read, 1 unchanged");
    assertThat(again.exitCode()).isZero();

    s3.page("logs/", "", List.of("logs/trail.json.gz"), "", 2);
    assertThat(desk.run("index", "s3://trail/logs/").exitCode()).isEqualTo(2);
    assertThat(desk.run("who", MadeUpTrail.CALL).out()).contains(MadeUpTrail.ID);
  }
}
