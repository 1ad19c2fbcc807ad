package io.deploytrail.cloudtrail.log;

import static io.deploytrail.cloudtrail.log.LogShapes.BROKEN;
import static io.deploytrail.cloudtrail.log.LogShapes.stream;
import static io.deploytrail.cloudtrail.reader.Samples.ROOT;
import static io.deploytrail.cloudtrail.reader.Samples.call;
import static io.deploytrail.cloudtrail.reader.Samples.gzip;
import static io.deploytrail.cloudtrail.reader.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a damaged file loses: its damaged records alone, and a file's problem is told.
final class DamagedLogsTest {
  @ParameterizedTest
  @MethodSource("io.deploytrail.cloudtrail.log.LogShapes#shapes")
  void brokenRecordLosesOnlyItself(String shape) {
    var found = Found.in(shape.formatted(call(1), BROKEN, call(3)));
    assertThat(found.problems).singleElement().asString().startsWith("2: a JSON object was expect");
    assertThat(found.ids()).containsExactly(id(1), id(3));
  }

  @ParameterizedTest
  @MethodSource("io.deploytrail.cloudtrail.log.LogShapes#shapes")
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

  @Test
  void linesBehindGarbageAreRead() {
    var found = Found.in("starting…\n" + call(1) + "\noops\nagain\n" + call(2) + "\n");
    assertThat(found.ids()).containsExactly(id(1), id(2));
    assertThat(found.problems).hasSize(2);
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
}
