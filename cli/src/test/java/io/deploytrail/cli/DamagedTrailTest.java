package io.deploytrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said of files that are damaged, and what is read of them all the same.
final class DamagedTrailTest {
  @TempDir private Path folder = Path.of("");
  private Desk desk = new Desk(folder);
  private String log = "";

  @BeforeEach
  void makeTrail() {
    desk = new Desk(folder);
    log = desk.file("logs/trail.json", MadeUpTrail.log());
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

  private static byte[] gzip(byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }
}
