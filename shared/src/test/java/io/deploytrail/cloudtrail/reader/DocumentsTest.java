package io.deploytrail.cloudtrail.reader;

import static io.deploytrail.cloudtrail.reader.ReadRecords.READER;
import static io.deploytrail.cloudtrail.reader.ReadRecords.call;
import static io.deploytrail.cloudtrail.reader.ReadRecords.read;
import static io.deploytrail.cloudtrail.reader.ReadRecords.unreadable;
import static io.deploytrail.cloudtrail.reader.Samples.LINK;
import static io.deploytrail.cloudtrail.reader.Samples.ROOT;
import static io.deploytrail.cloudtrail.reader.Samples.bytes;
import static io.deploytrail.cloudtrail.reader.Samples.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The documents in which a record comes, and what is none.
final class DocumentsTest {
  @Test
  void ofAFieldThatComesTwiceTheLastCountsWhole() {
    var record =
        LINK.replace("\"eventTime\"", "\"userIdentity\":{\"type\":\"Root\"},\"eventTime\"");
    assertThat(call(record).caller().type()).hasValue("Root");
    assertThat(call(record).caller().accessKey()).isEmpty();
  }

  @Test
  void eventNameMayComeLast() {
    var name = "\"eventName\":\"AssumeRoleWithWebIdentity\",";
    var moved = ROOT.replace(name, "");
    moved = moved.substring(0, moved.length() - 1) + "," + name.replace(",", "") + "}";
    assertThat(read(moved)).isEqualTo(read(ROOT));
  }

  @Test
  void eventBridgeEventKeepsItsEnvelope() {
    var event =
        """
        {"version":"0","id":"e","detail-type":"AWS API Call via CloudTrail","source":"aws.sts",
        "account":"111122223333","time":"2026-11-20T09:30:02Z","region":"eu-west-1","resources":[],
        "detail":%s}\
        """
            .formatted(ROOT);
    var delivery = READER.read(bytes(event));
    assertThat(delivery.record()).isEqualTo(read(ROOT));
    assertThat(delivery.envelope())
        .hasValue(
            new Envelope(
                Optional.of("aws.sts"),
                Optional.of("AWS API Call via CloudTrail"),
                Optional.of("111122223333"),
                Optional.of("eu-west-1")));
  }

  @Test
  void lookupEventHoldsTheRecordAsText() {
    var event = "{\"EventId\":\"x\",\"CloudTrailEvent\":" + quoted(ROOT) + "}";
    assertThat(READER.read(bytes(event))).isEqualTo(READER.read(bytes(ROOT)));
  }

  @Test
  void recordsOwnFieldsNeverMakeItAnEnvelope() {
    var record = ROOT.replace("\"requestID\"", "\"detail\":{},\"CloudTrailEvent\":\"{}\",\"r\"");
    assertThat(READER.read(bytes(record))).isEqualTo(READER.read(bytes(ROOT)));
  }

  @Test
  void nestingAndLengthOfWhatIsSkippedDoNotMatter() {
    var deep = "[".repeat(5_000) + "]".repeat(5_000);
    var wide = "\"" + "x".repeat(500_000) + "\"," + "9".repeat(5_000);
    var record = ROOT.replace("\"requestID\":\"r\"", "\"d\":" + deep + ",\"w\":[" + wide + "]");
    assertThat(read(record)).isEqualTo(read(ROOT));
  }

  @Test
  void sliceIsReadAlone() {
    var framed = bytes("xx" + ROOT + "yy");
    assertThat(READER.read(framed, 2, framed.length - 4).record()).isEqualTo(read(ROOT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|a JSON object was expected, not an array",
        "null|a JSON object was expected, not null",
        "7|a JSON object was expected, not a number",
        "''|a JSON object was expected, not nothing",
        "{}|a CloudTrail record was expected, with eventID as text; it is missing",
        "{\"eventID\":\"1\"}|a CloudTrail record was expected, with eventTime as text; it is missing",
        "{\"eventID\":\"1\",\"eventTime\":\"noon\"}|an eventTime such as 2026-11-20T09:30:00Z was expected; it is something else",
        "{\"eventID\":\" \",\"eventTime\":\"2026-11-20T09:30:00Z\"}|a CloudTrail record was expected, with eventID as text; it is missing",
        "{} {}|one JSON object was expected; more follows it",
        "{\"a\":\"\\x\"}|a JSON object was expected; the JSON is broken at byte 7",
        "{\"CloudTrailEvent\":\"{a\"}|CloudTrailEvent: an object was expected, not a text"
      })
  void unreadableDocumentSaysWhatWasExpectedAndWhatCame(String json, String reason) {
    assertThat(unreadable(json)).isEqualTo(reason);
  }

  @Test
  void otherEncodingsAndBrokenOnesAreUnreadable() {
    for (var broken :
        List.of(
            new byte[] {'{', 0, 0, 0, '"', 'a', 'b', 'c'},
            new byte[] {0, 0, 0, '{', 1, 2, 3, 4},
            new byte[] {'{', '"', (byte) 0xc3, '"', '}'},
            new byte[] {(byte) 0xff, (byte) 0xfe, '{', 0})) {
      assertThatExceptionOfType(UnreadableRecordException.class)
          .isThrownBy(() -> READER.read(broken));
    }
  }
}
