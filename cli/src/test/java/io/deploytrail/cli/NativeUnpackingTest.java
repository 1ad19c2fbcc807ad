package io.deploytrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A trail that is long enough for libdeflate gives the same answers with it and where it cannot be
/// loaded; nothing is said of it, and no file of it stays behind.
final class NativeUnpackingTest {
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

  private static final String ATTRIBUTE =
      """
      JDK_JAVA_OPTIONS="-Djava.io.tmpdir=$PWD/temporary $MORE" \
      deploytrail attribute --all --format ndjson logs 2> messages
      code=$?; grep -v '^NOTE: Picked up' messages >&2; ls -A temporary >&2; exit $code\
      """;

  @TempDir private Path folder = Path.of("");
  private Launched launched = new Launched(folder);

  @BeforeEach
  void makeTrail() throws IOException {
    launched = Launched.in(folder);
    Files.createDirectories(temporary());
    var random = new Random(24);
    for (var file = 0; file < 8; file++) {
      var records = new ArrayList<>(List.of(MadeUpTrail.ROOT));
      for (var call = 0; call < 60; call++) {
        records.add(longCall(file * 60 + call, random));
      }
      Files.write(
          Files.createDirectories(folder.resolve("logs")).resolve(file + ".json.gz"),
          gzip("{\"Records\":[" + String.join(",", records) + "]}"));
    }
  }

  @Test
  void libraryIsLoadedAndLeavesNothingBehind() throws IOException, InterruptedException {
    assumeThat(System.getProperty("os.name"))
        .as("there is no build of libdeflate for it")
        .matches("Linux|Mac OS X");
    Files.setLastModifiedTime(temporary(), LONG_AGO);
    var with = launched.run(Map.of("MORE", ""), ATTRIBUTE);
    assertThat(Files.getLastModifiedTime(temporary())).isGreaterThan(LONG_AGO);
    assertThat(with.exitCode()).as(with.err()).isZero();
    assertThat(with.err()).startsWith("8 files, 488 records:").hasLineCount(2);

    Files.setLastModifiedTime(temporary(), LONG_AGO);
    var without = launched.run(Map.of("MORE", "-Dos.arch=unknown"), ATTRIBUTE);
    assertThat(Files.getLastModifiedTime(temporary())).isEqualTo(LONG_AGO);
    assertThat(with).isEqualTo(without);
  }

  @Test
  void temporaryFolderInWhichNothingMayBeExecuted() throws IOException, InterruptedException {
    var mounted =
        """
        mount -t tmpfs -o noexec,size=2m none temporary || exit 99
        cp "$(command -v rm)" temporary && if temporary/rm --version; then exit 98; fi 2> messages
        rm temporary/rm
        """
            + ATTRIBUTE;
    var script =
        "unshare --map-root-user --mount bash -c '%s'".formatted(mounted.replace("'", "'\\''"));
    var run = launched.run(Map.of("MORE", ""), script);
    assumeThat(run.exitCode())
        .as("no file system can be mounted here: " + run.err())
        .isLessThan(90);
    assertThat(run).isEqualTo(launched.run(Map.of("MORE", ""), ATTRIBUTE));
  }

  private Path temporary() {
    return folder.resolve("temporary");
  }

  /// Of noise, so that it stays long when it is packed.
  private static String longCall(int number, Random random) {
    var noise = new StringBuilder();
    for (var at = 0; at < 60_000; at++) {
      noise.append((char) ('A' + random.nextInt(26)));
    }
    return MadeUpTrail.BUCKET
        .replace(MadeUpTrail.CALL, "20000000-0000-4000-8000-%012d".formatted(number))
        .replaceFirst("\\{", "{\"additionalEventData\":{\"noise\":\"" + noise + "\"},");
  }

  private static byte[] gzip(String content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var packed = new GZIPOutputStream(bytes)) {
      packed.write(content.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
