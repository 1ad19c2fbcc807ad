package io.deploytrail.cloudtrail.log;

import static io.deploytrail.cloudtrail.reader.Samples.ROOT;
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
import java.io.IOException;
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
  private static final String BROKEN = call(2).replace("\"CreateBucket\"", "\"Create\\x\"");

  static Stream<String> shapes() {
    return Stream.of(
        "{\"Records\":[%s,%s,%s]}",
        "\ufeff{\"Records\":[%s,%s,%s]}",
        "{\"before\":{\"Records\":1},\"Records\":[%s,%s,%s],\"after\":[{}]}",
        "{\n  \"Records\" : [\n    %s,\n    %s,\n    %s\n  ]\n}\n",
        "{\"Records\":[%s]}\n{\"Records\":[%s]}\n{\"Records\":[%s]}\n",
        "{\"Records\":[%s],\"Events\":[%s,%s]}",
        "[%s,%s,%s]",
        "[\n%s,\n%s,\n%s\n]",
        "[{\"Records\":[%s,%s]},{\"Records\":[%s]}]",
        "%s\n%s\n%s\n",
        "%s\r\n\r\n%s\r\n%s",
        "%s%s%s",
        "{\"Records\":[]}%s[]%s\n[%s]");
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void recordsAreFoundInEveryShape(String shape) {
    var found = Found.in(shape.formatted(call(1), call(2), call(3)));
    assertThat(found.problems).isEmpty();
    assertThat(found.ids()).containsExactly(id(1), id(2), id(3));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void brokenRecordLosesOnlyItself(String shape) {
    var found = Found.in(shape.formatted(call(1), BROKEN, call(3)));
    assertThat(found.problems).singleElement().asString().startsWith("2: a JSON object was expect");
    assertThat(found.ids()).containsExactly(id(1), id(3));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void recordWithoutItsEndLosesOnlyItself(String shape) {
    for (var cutOff :
        List.of(
            call(2).substring(0, call(2).length() - 1),
            call(2).replace("}]{[", "}]\n{["),
            call(2).replace("\"userIdentity\":{", "\"userIdentity\":"),
            call(2).replace("\"IAMUser\"", "\"IAMUser"),
            call(2).substring(0, call(2).length() - 2))) {
      var found = Found.in(shape.formatted(call(1), cutOff, call(3)));
      assertThat(found.problems).as(cutOff).isNotEmpty();
      assertThat(found.problems.getFirst()).as(cutOff).startsWith("2: it is broken or cut off: ");
      assertThat(found.ids()).as(cutOff).containsExactly(id(1), id(3));
    }
  }

  @Test
  void lineCutOffAnywhereLosesOnlyItself() {
    var record = call(2);
    for (var end = 1; end < record.length(); end++) {
      var found = Found.in(call(1) + "\n" + record.substring(0, end) + "\n" + call(3) + "\n");
      assertThat(found.ids()).as(record.substring(0, end)).contains(id(1));
      // Behind a colon or a bracket a line may start with a brace.
      if (!record.substring(0, end).matches(".*[:\\[]")) {
        assertThat(found.ids()).as(record.substring(0, end)).containsExactly(id(1), id(3));
        assertThat(found.problems).singleElement().asString().startsWith("2: ");
      }
    }
  }

  @Test
  void fileCutOffInItsListIsReportedAndTheNextIsRead() {
    var found = Found.in("{\"Records\":[" + call(1) + ",\n{\"Records\":[" + call(2) + "]}");
    assertThat(found.ids()).containsExactly(id(1), id(2));
    assertThat(found.problems)
        .containsExactly("0: a list of records is cut off: another one begins inside it");
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
  @ValueSource(strings = {"Records", "Events"})
  void listThatIsNoneIsAProblemOfTheFile(String name) {
    assertThat(Found.in("{\"" + name + "\":null,\"a\":1}").problems)
        .containsExactly("0: " + name + " was expected to hold an array, not null");
    assertThat(Found.in("{\"" + name + "\": {\"a\":[]}}").problems)
        .containsExactly("0: " + name + " was expected to hold an array, not an object");
    assertThat(Found.in("{\"" + name + "\":5}").problems)
        .containsExactly("0: " + name + " was expected to hold an array, not a number");
  }

  @Test
  void elementsThatAreNoObjectsLoseOnlyThemselves() {
    var found = Found.in("{\"Records\":[null,7,\"}{\",[{}],%s,tru]}".formatted(call(1)));
    assertThat(found.ids()).containsExactly(id(1));
    assertThat(found.problems)
        .containsExactly(
            "1: a JSON object was expected, not 'n'",
            "2: a JSON object was expected, not '7'",
            "3: a JSON object was expected, not a text",
            "4: a JSON object was expected, not an array",
            "6: a JSON object was expected, not 't'");
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
  void linesBehindGarbageAreRead() {
    var found = Found.in("starting…\n" + call(1) + "\noops\nagain\n" + call(2) + "\n");
    assertThat(found.ids()).containsExactly(id(1), id(2));
    assertThat(found.problems).hasSize(2);
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
  void bottomlessNestingLosesOnlyItsRecord() {
    var found = Found.in(call(1) + "\n{\"a\":" + "[".repeat(2_000_000) + "\n" + call(3));
    assertThat(found.ids()).containsExactly(id(1), id(3));
    assertThat(found.problems)
        .containsExactly("2: it is broken or cut off: it is nested deeper than 10000 levels");
  }

  @Test
  void endsThatAreMissingAreReported() {
    assertThat(Found.in("{\"Records\":[" + call(1)).problems)
        .containsExactly("0: it is cut off: it ends before its list of records does");
    assertThat(Found.in("{\"Records\":[" + call(1) + "]").problems).hasSize(1);
    assertThat(Found.in("[" + call(1) + ",{\"a\"").problems)
        .containsExactly("2: it is cut off: the input ends inside it");
    assertThat(Found.in("[" + call(1) + ",{\"a\" \"b\"}]").problems).hasSize(2);
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
  void damagedGzipKeepsWhatComesBeforeTheDamage() {
    var packed = gzip(call(1) + "\n" + ROOT + "\n");
    for (var length = 10; length < packed.length; length++) {
      var found = Found.in(Arrays.copyOf(packed, length));
      assertThat(found.problems)
          .containsExactly(
              "0: the gzip data ends too early; what comes before the damage was read");
    }
    assertThat(Found.in(Arrays.copyOf(packed, packed.length - 1)).ids())
        .containsExactly(id(1), id(1));
    packed[packed.length - 6] ^= 1;
    assertThat(Found.in(packed).problems)
        .containsExactly("0: the gzip data is damaged; what comes before the damage was read");
  }

  @Test
  void whatFollowsGzipAndIsNoneIsReported() {
    var input = new SequenceInputStream(new ByteArrayInputStream(gzip(call(1))), stream("junk"));
    var found = Found.in(input);
    assertThat(found.ids()).containsExactly(id(1));
    assertThat(found.problems).hasSize(1);
  }

  @Test
  void inputThatFailsIsAProblemOfTheFile() {
    var failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the disk is gone");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
          }
        };
    var found = Found.in(new SequenceInputStream(stream(call(1) + "\n"), failing));
    assertThat(found.ids()).containsExactly(id(1));
    assertThat(found.problems)
        .containsExactly("0: reading failed: java.io.IOException: the disk is gone");
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

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(bytes(text));
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
