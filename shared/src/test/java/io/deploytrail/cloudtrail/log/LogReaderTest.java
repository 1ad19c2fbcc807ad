package io.deploytrail.cloudtrail.log;

import static io.deploytrail.cloudtrail.log.LogShapes.BROKEN;
import static io.deploytrail.cloudtrail.log.LogShapes.stream;
import static io.deploytrail.cloudtrail.reader.Samples.bytes;
import static io.deploytrail.cloudtrail.reader.Samples.call;
import static io.deploytrail.cloudtrail.reader.Samples.gzip;
import static io.deploytrail.cloudtrail.reader.Samples.id;
import static io.deploytrail.cloudtrail.reader.Samples.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deploytrail.cloudtrail.reader.Delivery;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.cloudtrail.reader.UnreadableRecordException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LogReaderTest {
  @ParameterizedTest
  @MethodSource("io.deploytrail.cloudtrail.log.LogShapes#shapes")
  void recordsAreFoundInEveryShape(String shape) {
    var found = Found.in(shape.formatted(call(1), call(2), call(3)));
    assertThat(found.problems).isEmpty();
    assertThat(found.ids()).containsExactly(id(1), id(2), id(3));
  }

  @Test
  void awsCliPrintsLookedUpEvents() {
    var event = "{\n  \"EventId\": \"%s\",\n  \"Resources\": [],\n  \"CloudTrailEvent\": %s\n}";
    var found =
        Found.in(
            "{\n\"Events\": [\n%s,\n%s\n],\n\"NextToken\": \"x\"\n}\n"
                .formatted(
                    event.formatted(id(1), quoted(call(1))),
                    event.formatted(id(2), quoted(call(2)))));
    assertThat(found.problems).isEmpty();
    assertThat(found.ids()).containsExactly(id(1), id(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"Records\":[]}", "[]", "{\"Records\":[]}\n\n{\"Records\":[ ]}"})
  void emptyListIsFine(String text) {
    assertThat(Found.in(text).problems).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "\ufeff"})
  void emptyInputIsAProblem(String text) {
    var expected = "0: it is empty; CloudTrail records were expected, as JSON or gzip";
    assertThat(Found.in(text).problems).containsExactly(expected);
    assertThat(Found.in(gzip(text)).problems).containsExactly(expected);
  }

  @Test
  void whatIsNoJsonIsDescribedByItsStart() {
    assertThat(Found.in("XY\u0003\u0004\"\u001b[31mred").problems)
        .containsExactly(
            "0: JSON or gzip was expected, and it starts with \"XY\\x03\\x04\\x22\\x1b[3\"");
    assertThat(Found.in(new byte[] {(byte) 0xff, (byte) 0xfe, '{', 0}).problems)
        .containsExactly("0: JSON in UTF-8 was expected, and it is UTF-16; save it as UTF-8");
  }

  @Test
  void enormousRecordCostsNeitherMemoryNorTheOthers() {
    var enormous = new EnormousRecord(200_000_000);
    var input =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(
                    stream("{\"Records\":[" + call(1) + ",{\"eventVersion\":\""),
                    enormous,
                    stream("\"}," + call(3) + "]}"))));
    var found = Found.in(input);
    assertThat(found.ids()).containsExactly(id(1), id(3));
    assertThat(found.problems)
        .containsExactly("2: it is longer than 1048576 bytes; CloudTrail writes at most 256 KB");
  }

  @Test
  void recordLongerThanABufferIsReadWhole() {
    var padded = call(2).replace("\"CreateBucket\"", "\"" + "x".repeat(300_000) + "\"");
    var found = Found.in("{\"Records\":[" + call(1) + "," + padded + "," + call(3) + "]}");
    assertThat(found.problems).isEmpty();
    assertThat(found.deliveries.get(1).record().event().name().orElseThrow()).hasSize(300_000);
  }

  @Test
  void gzipShowsByItsBytesInAllItsMembers() {
    var first = gzip("{\"Records\":[" + call(1) + ",");
    var second = gzip(call(2) + "]}\n");
    var third = gzip(call(3));
    var found =
        Found.in(
            new SequenceInputStream(
                Collections.enumeration(
                    Stream.of(first, second, third, new byte[512])
                        .map(ByteArrayInputStream::new)
                        .toList())));
    assertThat(found.problems).isEmpty();
    assertThat(found.ids()).containsExactly(id(1), id(2), id(3));
  }

  @Test
  void exceptionsOfTheSinkReachTheCallerUntouched() {
    var thrown = new UnreadableRecordException("by the sink");
    var sink =
        new RecordSink() {
          @Override
          public void record(Delivery delivery, byte[] json, int offset, int length) {
            throw thrown;
          }

          @Override
          public void unreadable(int number, String reason) {}
        };
    assertThatExceptionOfType(UnreadableRecordException.class)
        .isThrownBy(() -> new LogReader(new RecordReader()).read(stream(call(1)), sink))
        .isSameAs(thrown);
  }

  @Test
  void countsSayWhatWasFound() {
    var counts =
        new LogReader(new RecordReader())
            .read(stream(call(1) + "\n" + BROKEN + "\n" + call(3)), new Found());
    assertThat(counts).isEqualTo(new LogReader.Counts(2, 1, 0, 0, true));
  }

  /// Letters without end, or nearly.
  private static final class EnormousRecord extends InputStream {
    private long left;

    EnormousRecord(long length) {
      left = length;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      var count = (int) Math.min(left, length);
      Arrays.fill(bytes, offset, offset + count, (byte) 'x');
      left -= count;
      return count;
    }
  }
}
