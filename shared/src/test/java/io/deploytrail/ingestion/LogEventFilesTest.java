package io.deploytrail.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deploytrail.ingestion.LogEventFiles.LogFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a batch of log events becomes.
final class LogEventFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN = "FwoGZXIvYXdzEXAMPLETOKEN";

  private static LogEventFiles files(JsonNode batch) {
    return LogEventFiles.of(
        (LogEventBatch.Data) LogEventBatch.read(LogEvents.event(batch)), "eu-west-1");
  }

  private static LogEventFiles files(String... messages) {
    return files(LogEvents.batch(List.of(messages)));
  }

  private static String record(String account, String region, String more) {
    return "{\"eventVersion\":\"1.11\",\"recipientAccountId\":\"%s\",\"awsRegion\":\"%s\"%s}"
        .formatted(account, region, more);
  }

  private static String text(LogFile file) {
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(file.content()))) {
      return new String(unpacked.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void recordsOfAnAccountRegionAndDayAreOneLogFileOfATrail() {
    var one = record("111122223333", "us-east-1", ",\"eventID\":\"1\"");
    var two = record("111122223333", "us-east-1", ",\"eventID\":\"2\"");

    var files = files(one, two);

    var file = assertThat(files.files()).singleElement().actual();
    assertThat(file.key())
        .matches(
            "AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/"
                + "111122223333_CloudTrail_us-east-1_20261120T0930Z_[0-9a-f]{32}\\.json\\.gz");
    assertThat(new LogObject("bucket", file.key()).isLogFile()).isTrue();
    assertThat(text(file)).isEqualTo("{\"Records\":[" + one + "," + two + "]}");
    assertThat(file.records()).hasSize(2);
    assertThat(files.unreadable()).isZero();
  }

  @Test
  void aBatchThatComesAgainGivesTheSameFilesAndAnotherBatchOthers() {
    var one = record("111122223333", "us-east-1", ",\"eventID\":\"1\"");
    var two = record("111122223333", "us-east-1", ",\"eventID\":\"2\"");

    assertThat(files(one).files().getFirst().key()).isEqualTo(files(one).files().getFirst().key());
    assertThat(files(one).files().getFirst().content())
        .isEqualTo(files(one).files().getFirst().content());
    assertThat(files(one).files().getFirst().key())
        .isNotEqualTo(files(two).files().getFirst().key());
  }

  @Test
  void recordsOfSeveralAccountsRegionsAndDaysAreFilesOfTheirOwn() {
    ObjectNode batch =
        LogEvents.batch(
            List.of(
                record("111122223333", "us-east-1", ""),
                record("444455556666", "us-east-1", ""),
                record("444455556666", "eu-central-1", ""),
                record("444455556666", "us-east-1", "")));
    ((ObjectNode) batch.at("/logEvents/3")).put("timestamp", 1795305600000L);

    assertThat(files(batch).files())
        .extracting(file -> file.key().replaceAll("/[^/]*$", ""))
        .containsExactly(
            "AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20",
            "AWSLogs/444455556666/CloudTrail/eu-central-1/2026/11/20",
            "AWSLogs/444455556666/CloudTrail/us-east-1/2026/11/20",
            "AWSLogs/444455556666/CloudTrail/us-east-1/2026/11/22");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"eventVersion\":\"1.01\"}",
        "{\"recipientAccountId\":\"../..\",\"awsRegion\":\"../../../x\"}",
        "{\"recipientAccountId\":111122223333,\"awsRegion\":null}",
        "{\"additionalEventData\":{\"recipientAccountId\":\"444455556666\",\"awsRegion\":\"us-east-2\"}}"
      })
  void whatSaysNoAccountOrRegionIsFiledUnderTheLogGroups(String record) {
    var files = files(record);

    assertThat(files.files())
        .singleElement()
        .satisfies(file -> {
          assertThat(file.key())
              .startsWith("AWSLogs/111122223333/CloudTrail/eu-west-1/2026/11/20/111122223333_");
          assertThat(text(file)).isEqualTo("{\"Records\":[" + record + "]}");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"responseElements\":{\"credentials\":{\"accessKeyId\":\"ASIAX\",\"sessionToken\":\"%s\"}}",
        "\"responseElements\":{\"credentials\":{\"accessKeyId\":\"ASIAX\",\"SessionToken\":{\"a\":[\"%s\"]}}}",
        "\"requestParameters\":[{\"X-Amz-Security-Token\":\"%s\",\"accessKeyId\":\"ASIAX\"}]",
        "\"accessKeyId\":\"ASIAX\",\"sessionToken\":\"%1$s\",\"session_token\":\"%1$s\""
      })
  void sessionTokensAreLeftOutAndNothingElse(String fields) {
    var text = text(files("{" + fields.formatted(TOKEN) + "}").files().getFirst());

    assertThat(text)
        .doesNotContain(TOKEN)
        .doesNotContainIgnoringCase("token")
        .contains("\"ASIAX\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://acme.s3.amazonaws.com/a.yaml?X-Amz-Security-Token=%s&X-Amz-Expires=900",
        "{\\\"credentials\\\":{\\\"sessionToken\\\":\\\"%s\\\"},\\\"x\\\":\\\"X-Amz-Expires=900\\\"}",
        "{\\\\\\\"sessionToken\\\\\\\": \\\\\\\"%s\\\\\\\", X-Amz-Expires=900",
        "AWS_SESSION_TOKEN=%s X-Amz-Expires=900"
      })
  void tokensAreLeftOutOfTextsToo(String parameter) {
    var record = "{\"a\":\"" + parameter.formatted(TOKEN) + "\",\"b\":\"prod/sessionToken\"}";

    assertThat(text(files(record).files().getFirst()))
        .doesNotContain(TOKEN)
        .contains("X-Amz-Expires=900", "\"prod/sessionToken\"");
  }

  @Test
  void recordsStayAsTheyAreToTheDigitAndTheHalfCharacter() throws IOException {
    var record =
        "{\"n\":[1.000000000000000000000000000000000010,-0,1e400,123456789012345678901234567890],"
            + "\"s\":\"\\ud83d\\u2028é\\u0000\",\"a\":{\"b\":[[],{},true,null]}}";

    var text = text(files(record).files().getFirst());

    assertThat(text)
        .contains("1.000000000000000000000000000000000010,-0,1e400,123456789012345678901234567890");
    assertThat(JSON.readTree(text).at("/Records/0/s")).isEqualTo(JSON.readTree(record).at("/s"));
    assertThat(JSON.readTree(text).at("/Records/0/a")).isEqualTo(JSON.readTree(record).at("/a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "START RequestId",
        "\"text\"",
        "[{}]",
        "{\"responseElements\":{\"credentials\":{\"sessionToken\":\"" + TOKEN,
        "{\"sessionToken\":" + TOKEN + "}",
        "{} {}"
      })
  void whatCannotBeReadLosesNothingElseAndIsNamedWithoutItsContent(String message) {
    var sound = record("111122223333", "us-east-1", "");

    var files = files(sound, message, sound);

    assertThat(files.files()).hasSize(1);
    assertThat(text(files.files().getFirst()))
        .isEqualTo("{\"Records\":[" + sound + "," + sound + "]}");
    assertThat(files.unreadable()).isEqualTo(1);
    assertThat(files.problems())
        .singleElement()
        .asString()
        .startsWith("log event %056d cannot be read: ".formatted(1))
        .doesNotContain(TOKEN)
        .doesNotContain("RequestId");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "\"x\"", "253402300800000", "9223372036854775807", "null"})
  void timesThatNoKeyCanHoldAreRefused(String time) throws IOException {
    ObjectNode batch = LogEvents.batch(List.of(record("111122223333", "us-east-1", "")));
    ((ObjectNode) batch.at("/logEvents/0")).set("timestamp", JSON.readTree(time));

    assertThat(files(batch).files()).isEmpty();
    assertThat(files(batch).problems())
        .singleElement()
        .asString()
        .endsWith("a timestamp was expected, milliseconds since 1970");
  }

  @Test
  void ofManyProblemsTheFirstAreTold() {
    var messages = new String[100];
    Arrays.fill(messages, "none");

    assertThat(files(messages).unreadable()).isEqualTo(100);
    assertThat(files(messages).problems()).hasSize(5);
  }

  @Test
  void theTestOfASubscriptionIsNoData() {
    var control = LogEvents.batch(List.of("CWL CONTROL MESSAGE: Checking health of destination"));

    assertThat(LogEventBatch.read(LogEvents.event(control.put("messageType", "CONTROL_MESSAGE"))))
        .isEqualTo(new LogEventBatch.Control());
  }

  private static void assertUnreadable(JsonNode event, String reason) {
    assertThatThrownBy(() -> LogEventBatch.read(event))
        .isInstanceOf(UnreadableBatchException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining(TOKEN);
  }

  @Test
  void whatIsNoBatchIsRefusedWithWhatWasExpected() throws IOException {
    var batch = LogEvents.batch(List.of(TOKEN));
    var packed = LogEvents.gzip(batch.toString().getBytes(UTF_8));

    assertUnreadable(JSON.readTree("{\"Records\":[]}"), "a subscription of CloudWatch Logs");
    assertUnreadable(JSON.readTree("{\"awslogs\":{\"data\":\"%\"}}"), "gzip in base64");
    assertUnreadable(LogEvents.event(batch.toString().getBytes(UTF_8)), "gzip in base64");
    assertUnreadable(LogEvents.event(Arrays.copyOf(packed, packed.length - 20)), "gzip in base64");
    assertUnreadable(LogEvents.event(LogEvents.gzip(TOKEN.getBytes(UTF_8))), "JSON was expected");
    assertUnreadable(LogEvents.event(batch.deepCopy().put("messageType", "X")), "a messageType");
    assertUnreadable(LogEvents.event(batch.deepCopy().put("owner", "x")), "an account");
    assertUnreadable(LogEvents.event(batch.deepCopy().put("logEvents", "x")), "logEvents");
    assertUnreadable(
        LogEvents.event(LogEvents.gzip(new byte[LogEventBatch.LONGEST + 1])), "64 MiB at most");
  }
}
