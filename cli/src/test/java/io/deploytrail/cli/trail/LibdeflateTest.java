package io.deploytrail.cli.trail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.deploytrail.cli.MadeUpTrail;
import io.deploytrail.cloudtrail.log.GzipLibrary;
import io.deploytrail.cloudtrail.log.LogReader;
import io.deploytrail.cloudtrail.log.RecordSink;
import io.deploytrail.cloudtrail.log.WholeGzip;
import io.deploytrail.cloudtrail.reader.Delivery;
import io.deploytrail.cloudtrail.reader.RecordReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whatever a gzip file is, the same is read of it with libdeflate as without, and libdeflate
/// unpacks what is ordinary.
final class LibdeflateTest {
  private static final String RECORDS =
      "{\"Records\":[" + MadeUpTrail.ROOT + ",\n" + MadeUpTrail.BUCKET + "]}";

  private static final byte[] PACKED = gzip(RECORDS);
  private static final int TRAILER = 8;

  private Optional<GzipLibrary> library = Optional.empty();
  private int unpacked;

  @BeforeEach
  void load() {
    var system = System.getProperty("os.name");
    assumeThat(system).as("there is no build of libdeflate for it").matches("Linux|Mac OS X");
    library = Libdeflate.load();
    assertThat(library).isPresent();
  }

  @Test
  void oneMember() {
    assertUnpacked(PACKED);
    assertUnpacked(gzip(""));
    assertUnpacked(gzip(RECORDS.repeat(10)));
  }

  @Test
  void memberWithAllPartsOfAHeader() {
    var header = new ByteArrayOutputStream();
    header.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 0x1e, 1, 2, 3, 4, 2, 3});
    header.writeBytes(new byte[] {5, 0, 'e', 'x', 't', 'r', 'a'});
    header.writeBytes("name\0a comment\0".getBytes(UTF_8));
    var checksum = new CRC32();
    checksum.update(header.toByteArray());
    header.write((int) checksum.getValue());
    header.write((int) checksum.getValue() >>> 8);
    assertUnpacked(joined(header.toByteArray(), Arrays.copyOfRange(PACKED, 10, PACKED.length)));
  }

  @Test
  void severalMembers() {
    var other = gzip(MadeUpTrail.LINK);
    assertLeft(joined(PACKED, other));
    assertLeft(joined(gzip(""), PACKED));
    assertLeft(joined(PACKED, gzip("")));
    // Its last bytes are right for the first member, too.
    assertLeft(joined(PACKED, PACKED));
  }

  @Test
  void whatLiesBehindAMember() {
    var trailer = Arrays.copyOfRange(PACKED, PACKED.length - TRAILER, PACKED.length);
    for (var length : new int[] {1, 2, 7, 8, 9, 511, 70_000}) {
      assertLeft(Arrays.copyOf(PACKED, PACKED.length + length));
      var garbage = new byte[length];
      new Random(length).nextBytes(garbage);
      assertLeft(joined(PACKED, garbage));
      assertLeft(joined(PACKED, garbage, trailer));
    }
    assertLeft(joined(PACKED, trailer));
  }

  @Test
  void fileThatIsCutOff() {
    for (var length = 0; length < PACKED.length; length++) {
      assertLeft(Arrays.copyOf(PACKED, length));
    }
  }

  @Test
  void everyByteChanged() {
    for (var at = 0; at < PACKED.length; at++) {
      for (var bits : new int[] {0x01, 0x10, 0xff}) {
        var changed = PACKED.clone();
        changed[at] ^= (byte) bits;
        assertSame(changed);
      }
    }
  }

  @Test
  void lengthsThatAreWrong() {
    for (var length : new int[] {0, 1, RECORDS.length() - 1, RECORDS.length() + 1, 60_000, -1}) {
      var changed = PACKED.clone();
      for (var at = 0; at < 4; at++) {
        changed[changed.length - 4 + at] = (byte) (length >>> (8 * at));
      }
      assertLeft(changed);
    }
  }

  @Test
  void fileThatIsTooLong() {
    var noise = new byte[18 << 20];
    new Random(5).nextBytes(noise);
    assertLeft(gzip(joined(RECORDS.getBytes(UTF_8), noise)));
  }

  private void assertUnpacked(byte[] file) {
    assertSame(file);
    assertThat(unpacked).isEqualTo(1);
  }

  private void assertLeft(byte[] file) {
    assertSame(file);
    assertThat(unpacked).isZero();
  }

  private void assertSame(byte[] file) {
    unpacked = 0;
    GzipLibrary counted =
        (packed, packedLength, target, length) -> {
          var done = library.orElseThrow().unpack(packed, packedLength, target, length);
          unpacked += done ? 1 : 0;
          return done;
        };
    assertThat(read(Optional.of(counted), file)).isEqualTo(read(Optional.empty(), file));
  }

  private static List<String> read(Optional<GzipLibrary> library, byte[] file) {
    var told = new ArrayList<String>();
    var sink =
        new RecordSink() {
          @Override
          public void record(Delivery delivery, byte[] json, int offset, int length) {
            told.add(new String(json, offset, length, UTF_8));
          }

          @Override
          public void unreadable(int number, String reason) {
            told.add(number + ": " + reason);
          }

          @Override
          public void somethingElse(String reason) {
            told.add("something else: " + reason);
          }
        };
    var reader = new LogReader(new RecordReader(), Zstd::open, new WholeGzip(() -> library, 0));
    told.add(reader.read(new ByteArrayInputStream(file), sink).toString());
    return told;
  }

  private static byte[] gzip(String text) {
    return gzip(text.getBytes(UTF_8));
  }

  private static byte[] gzip(byte[] content) {
    var bytes = new ByteArrayOutputStream();
    try (var packed = new GZIPOutputStream(bytes)) {
      packed.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    var bytes = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }
}
