package io.deploytrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.compress.v3.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A trail gives the same answers whatever it is packed in; damage of what it is packed in is
/// damage of a trail.
final class PackedTest {
  private static final byte[] ROOT = bytes(MadeUpTrail.ROOT);
  private static final byte[] CALL = bytes("{\"Records\":[" + MadeUpTrail.BUCKET + "]}");

  private static final String[] ENDINGS = {
    "", ".json", ".gz", ".log", ".json.gz.1", ".tar", ".csv"
  };

  @TempDir private Path folder = Path.of("");

  enum Packing {
    GZIP,
    ZSTD,
    ZIP,
    TAR;

    byte[] of(Map<String, byte[]> files) {
      return switch (this) {
        case GZIP -> packed(files, GZIPOutputStream::new);
        case ZSTD -> packed(files, ZstdOutputStream::new);
        case ZIP -> zip(files);
        case TAR -> tar(files);
      };
    }

    boolean isArchive() {
      return this == ZIP || this == TAR;
    }
  }

  @ParameterizedTest
  @EnumSource
  void packedTrailIsRead(Packing packing) {
    var files = Map.of("a.json", ROOT, "b", CALL);
    assertGood("packed", packing.of(files));
    assertGood("packed in gzip", Packing.GZIP.of(Map.of("x", packing.of(files))));
    assertGood("packed in zstd", Packing.ZSTD.of(Map.of("x", packing.of(files))));
    assertGood("packed in zip", Packing.ZIP.of(Map.of("x", packing.of(files))));
  }

  @ParameterizedTest
  @EnumSource
  void damagedPackingIsDamage(Packing packing) {
    var desk = new Desk(folder);
    var content = packing.of(Map.of("a", ROOT, "b", CALL));
    for (var length : new int[] {40, content.length / 2, content.length - 1}) {
      // What an archive ends with holds no file.
      var isPadding = packing.isArchive() && length == content.length - 1;
      desk.file("logs/packed", Arrays.copyOf(content, length));
      var run = desk.run("attribute", folder.resolve("logs").toString());
      assertThat(run.exitCode()).as(length + run.err()).isEqualTo(isPadding ? 0 : 2);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ZIP", "TAR"})
  void archiveIsReadByTheRulesOfFolders(Packing packing) {
    var desk = new Desk(folder);
    var files = new TreeMap<String, byte[]>();
    files.put("a/root.json", ROOT);
    files.put("a/call.gz", Packing.GZIP.of(Map.of("", CALL)));
    files.put("a/README.txt", bytes("What lies here."));
    files.put("a/.hidden", bytes("{"));
    files.put("__MACOSX/._call.gz", bytes("{"));
    files.put("AWSLogs/111122223333/CloudTrail-Digest/d.json", bytes("{}"));
    files.put("AWSLogs/111122223333/vpcflowlogs/f", bytes("2 111122223333"));

    var run = assertGood("archive", packing.of(files));
    assertThat(run.err())
        .contains(
            "archive: it is no trail, and not read: in a/README.txt: JSON or gzip was expected",
            "1 files, 2 records:",
            "2 files beside the trail skipped; 1 other files; ");

    files.put("AWSLogs/111122223333/CloudTrail/us-east-1/x", bytes("oops"));
    files.put("b", Arrays.copyOf(Packing.GZIP.of(Map.of("", CALL)), 90));
    run = desk.run("attribute", desk.file("archive", packing.of(files)));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).contains(MadeUpTrail.CALL);
    assertThat(run.err())
        .contains(
            "archive: in AWSLogs/111122223333/CloudTrail/us-east-1/x: JSON or gzip was expected, and it starts with \"oops\"",
            "archive: in b: the gzip data ends too early");
  }

  @ParameterizedTest
  @EnumSource(names = {"ZIP", "TAR"})
  void archiveWithoutATrailIsNone(Packing packing) {
    var desk = new Desk(folder);
    desk.file("logs/archive", packing.of(Map.of("notes.txt", bytes("notes"))));
    var run = desk.run("attribute", folder.resolve("logs").toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("in notes.txt", "no CloudTrail records were found");
  }

  @Test
  void whatUnpacksWithoutEndIsSaid() {
    var desk = new Desk(folder);
    var once = packed((1L << 30) + (1 << 22), GZIPOutputStream::new);
    var run = desk.run("attribute", desk.file("bomb", Packing.GZIP.of(Map.of("x", once))));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("bomb: it unpacks to more than 2000 times its size");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void answersAreTheSameHoweverATrailIsCutUpShapedAndPacked(long seed) {
    var random = new Random(seed);
    var desk = new Desk(folder);
    var records =
        new ArrayList<>(
            List.of(
                MadeUpTrail.ROOT,
                MadeUpTrail.BUCKET,
                MadeUpTrail.LINK,
                MadeUpTrail.CHAINED_CALL,
                MadeUpTrail.DENIED,
                MadeUpTrail.STRANGERS_CALL));
    var expected = desk.run("attribute", "--all", desk.file("trail", String.join("", records)));
    Collections.shuffle(records, random);
    while (!records.isEmpty()) {
      var part = records.subList(0, 1 + random.nextInt(records.size()));
      var content = one(TrailShape.values(), random).of(part);
      part.clear();
      for (var layers = random.nextInt(4); layers > 0; layers--) {
        content = one(Packing.values(), random).of(Map.of("file", content));
      }
      desk.file("logs/" + records.size() + one(ENDINGS, random), content);
    }

    var run = desk.run("attribute", "--all", folder.resolve("logs").toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo(expected.out());
  }

  private static <T> T one(T[] of, Random random) {
    return of[random.nextInt(of.length)];
  }

  private Desk.Run assertGood(String name, byte[] content) {
    var desk = new Desk(folder);
    var run = desk.run("attribute", desk.file(name, content));
    assertThat(run.exitCode()).as(name + run.err()).isZero();
    assertThat(run.out().lines())
        .singleElement()
        .asString()
        .contains(MadeUpTrail.CALL, "\"verdict\":\"DEPLOYMENT\",\"confidence\":\"PROVEN\"");
    return run;
  }

  private interface Packer {
    OutputStream open(OutputStream target) throws IOException;
  }

  private static byte[] packed(Map<String, byte[]> files, Packer packer) {
    return written(
        packer,
        packed -> {
          for (var content : new TreeMap<>(files).values()) {
            packed.write(content);
          }
        });
  }

  /// So many spaces.
  private static byte[] packed(long length, Packer packer) {
    var spaces = new byte[1 << 20];
    Arrays.fill(spaces, (byte) ' ');
    return written(
        packer,
        packed -> {
          for (var written = 0L; written < length; written += spaces.length) {
            packed.write(spaces);
          }
        });
  }

  private interface Writing {
    void to(OutputStream packed) throws IOException;
  }

  private static byte[] written(Packer packer, Writing writing) {
    var bytes = new ByteArrayOutputStream();
    try (var packed = packer.open(bytes)) {
      writing.to(packed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(Map<String, byte[]> files) {
    return written(
        target -> target,
        target -> {
          try (var zip = new ZipOutputStream(target)) {
            zip.putNextEntry(new ZipEntry("folder/"));
            for (var file : new TreeMap<>(files).entrySet()) {
              zip.putNextEntry(new ZipEntry(file.getKey()));
              zip.write(file.getValue());
            }
          }
        });
  }

  private static byte[] tar(Map<String, byte[]> files) {
    return written(
        target -> target,
        target -> {
          target.write(header("folder/", 0, '5'));
          for (var file : new TreeMap<>(files).entrySet()) {
            var content = file.getValue();
            target.write(header(file.getKey(), content.length, '0'));
            target.write(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
          }
          target.write(new byte[1024]);
        });
  }

  private static byte[] header(String name, int size, char type) {
    var header = new byte[512];
    put(header, 0, name);
    put(header, 124, "%011o".formatted(size));
    put(header, 148, "        ");
    header[156] = (byte) type;
    put(header, 257, "ustar\0" + "00");
    var sum = 0;
    for (var each : header) {
      sum += each & 0xff;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    System.arraycopy(bytes(text), 0, header, at, text.length());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
