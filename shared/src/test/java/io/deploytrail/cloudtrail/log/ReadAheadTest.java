package io.deploytrail.cloudtrail.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deploytrail.cloudtrail.glance.Glance;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.cloudtrail.reader.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadAheadTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1 << 18, 3_000_000})
  void givesWhatTheStreamDoes(int length) throws IOException {
    var bytes = new byte[length];
    new Random(7).nextBytes(bytes);

    try (var ahead = new ReadAhead(new Chunks(bytes, 100_003))) {
      assertThat(ahead.readAllBytes()).isEqualTo(bytes);
      assertThat(ahead.read()).isEqualTo(-1);
    }
  }

  @Test
  void failsWhereTheStreamDoes() throws IOException {
    var broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            throw new IOException("gone");
          }
        };
    var start = new ByteArrayInputStream("start".getBytes(UTF_8));
    try (var ahead = new ReadAhead(new SequenceInputStream(start, broken))) {
      assertThat(ahead.readNBytes(5)).asString(UTF_8).isEqualTo("start");
      assertThatThrownBy(ahead::read).isInstanceOf(IOException.class).hasMessage("gone");
    }
  }

  @Test
  @Timeout(20)
  void errorIsThrownToWhoeverReads() throws IOException {
    var broken =
        new InputStream() {
          @Override
          public int read() {
            throw new OutOfMemoryError("Java heap space");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            throw new OutOfMemoryError("Java heap space");
          }
        };
    try (var ahead = new ReadAhead(broken)) {
      assertThatThrownBy(ahead::read).isInstanceOf(OutOfMemoryError.class);
    }
  }

  @Test
  void endsWithAnEndlessStream() throws IOException {
    var reads = new AtomicInteger();
    var endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            reads.incrementAndGet();
            return length;
          }
        };
    int atTheEnd;
    try (var ahead = new ReadAhead(endless)) {
      assertThat(ahead.readNBytes(1 << 20)).hasSize(1 << 20);
    } finally {
      atTheEnd = reads.get();
    }
    assertThat(reads).hasValue(atTheEnd);
  }

  @Test
  void logFilesAreReadTheSame() {
    var records =
        IntStream.range(0, 5_000)
            .mapToObj(Samples::call)
            .collect(Collectors.joining(",", "[", "]"));
    var whole = Samples.gzip(records);
    for (var length : new int[] {whole.length, whole.length / 2, 40}) {
      var packed = Arrays.copyOf(whole, length);
      assertThat(events(new LogReader(new RecordReader()).unpackingAhead(), packed))
          .isEqualTo(events(new LogReader(new RecordReader()), packed))
          .isNotEmpty();
    }
  }

  private static List<Told.Item> events(LogReader reader, byte[] packed) {
    var told = new Told();
    reader.read(new ByteArrayInputStream(packed), new Glance(), told);
    return told.items;
  }
}
