package io.deploytrail.cloudtrail.log;

import static io.deploytrail.cloudtrail.log.LogShapes.stream;
import static io.deploytrail.cloudtrail.reader.Samples.bytes;
import static io.deploytrail.cloudtrail.reader.Samples.call;
import static io.deploytrail.cloudtrail.reader.Samples.gzip;
import static io.deploytrail.cloudtrail.reader.Samples.id;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.reader.Delivery;
import io.deploytrail.cloudtrail.reader.RecordReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

/// Which files a library is asked to unpack, and what its answers lead to.
final class WholeGzipTest {
  private static final byte[] PACKED = gzip(call(1));
  private static final int MEGABYTE = 1 << 20;
  private static final String DAMAGED =
      "0: the gzip data is damaged; what comes before the damage was read";

  /// The lengths to which files were to be unpacked.
  private final List<Integer> asked = new ArrayList<>();

  private int loaded;

  @Test
  void whatTheLibraryUnpacksIsRead() {
    assertThat(read(true, PACKED).ids()).containsExactly(id(7));
    assertThat(asked).containsExactly(call(1).length());
  }

  @Test
  void whatTheLibraryDoesNotUnpackIsReadFromItsStart() {
    assertThat(read(false, PACKED).ids()).containsExactly(id(1));
    var large = gzip(call(1) + "\n" + noise(3 * MEGABYTE) + "\n" + call(2));
    assertThat(read(false, large).ids()).containsExactly(id(1), id(2));
    assertThat(asked).hasSize(2);
  }

  @Test
  void lengthsThatNoLogFileHasAreNotBelieved() {
    var believed = 100 * PACKED.length;
    for (var length : new int[] {believed + 1, 65 * MEGABYTE, Integer.MAX_VALUE, -1}) {
      assertThat(read(false, withLength(length)).problems).containsExactly(DAMAGED);
    }
    assertThat(asked).isEmpty();
    assertThat(read(false, withLength(believed)).problems).containsExactly(DAMAGED);
    assertThat(asked).containsExactly(believed);
  }

  @Test
  void longFileIsNotHeldInMemory() {
    var packed = gzip(call(1) + "\n" + noise(24 * MEGABYTE));
    assertThat(packed.length).isGreaterThan(16 * MEGABYTE);
    assertThat(read(true, packed).ids()).containsExactly(id(1));
    assertThat(Found.in(reader(true, 0), new Chunks(packed, 99_991)).ids()).containsExactly(id(1));
    assertThat(asked).isEmpty();
  }

  @Test
  void fileThatFailsIsReadUpToThere() {
    var failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new ZipException("gone");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return read();
          }
        };
    var input = new SequenceInputStream(new ByteArrayInputStream(PACKED), failing);
    var found = Found.in(reader(true, 0), input);
    assertThat(found.ids()).containsExactly(id(1));
    assertThat(found.problems).containsExactly("0: gone; what comes before the damage was read");
    assertThat(asked).isEmpty();
  }

  @Test
  void libraryIsLoadedOnceAndNotBeforeItIsWorthIt() {
    var reader = reader(true, 2L * PACKED.length);
    for (var expected : new int[] {0, 0, 1, 1}) {
      Found.in(reader, new ByteArrayInputStream(PACKED));
      assertThat(loaded).isEqualTo(expected);
    }
    assertThat(asked).hasSize(2);
  }

  @Test
  void fileThatIsReadWhileAnotherOneIsDoesNotShowInIt() {
    var reader = reader(true, 0);
    var ids = new ArrayList<String>();
    RecordSink sink =
        new RecordSink() {
          @Override
          public void record(Delivery delivery, byte[] json, int offset, int length) {
            ids.add(delivery.record().event().id());
            var other = Found.in(reader, new ByteArrayInputStream(gzip(call(5) + call(6))));
            assertThat(other.ids()).containsExactly(id(5), id(6));
          }

          @Override
          public void unreadable(int number, String reason) {
            ids.add(reason);
          }
        };
    // The buffers are there already.
    Found.in(reader, new ByteArrayInputStream(PACKED));
    reader.read(new ByteArrayInputStream(gzip(call(3) + call(4))), sink);
    assertThat(ids).containsExactly(id(3), id(4));
  }

  @Test
  void plainFileIsNotTheLibrarysBusiness() {
    assertThat(Found.in(reader(true, 0), stream(call(1))).ids()).containsExactly(id(1));
    assertThat(asked).isEmpty();
  }

  private Found read(boolean unpacks, byte[] packed) {
    return Found.in(reader(unpacks, 0), new ByteArrayInputStream(packed));
  }

  private LogReader reader(boolean unpacks, long bytesWithout) {
    var gzip =
        new WholeGzip(
            () -> {
              loaded++;
              return Optional.of((packed, packedLength, unpacked, unpackedLength) ->
                  unpack(unpacks, packed, packedLength, unpacked, unpackedLength));
            },
            bytesWithout);
    return new LogReader(new RecordReader(), packed -> packed, gzip);
  }

  /// Puts the id 7 in the place of 1, which shows who unpacked.
  private boolean unpack(
      boolean unpacks, byte[] packed, int packedLength, byte[] unpacked, int unpackedLength) {
    asked.add(unpackedLength);
    if (!unpacks) {
      return false;
    }
    try (var members = new GZIPInputStream(new ByteArrayInputStream(packed, 0, packedLength))) {
      var text = new String(members.readAllBytes(), UTF_8).replace(id(1), id(7));
      System.arraycopy(bytes(text), 0, unpacked, 0, unpackedLength);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] withLength(int length) {
    var packed = PACKED.clone();
    for (var at = 0; at < 4; at++) {
      packed[packed.length - 4 + at] = (byte) (length >>> (8 * at));
    }
    return packed;
  }

  /// Text that shrinks to three quarters.
  private static String noise(int length) {
    var random = new Random(24);
    var text = new StringBuilder("{\"noise\":\"");
    while (text.length() < length) {
      text.append((char) ('0' + random.nextInt(64)));
    }
    return text.toString().replace('\\', '/') + "\"}";
  }
}
