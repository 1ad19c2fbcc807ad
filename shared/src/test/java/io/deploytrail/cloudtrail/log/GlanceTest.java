package io.deploytrail.cloudtrail.log;

import static io.deploytrail.cloudtrail.reader.Samples.DENIED;
import static io.deploytrail.cloudtrail.reader.Samples.LINK;
import static io.deploytrail.cloudtrail.reader.Samples.ROOT;
import static io.deploytrail.cloudtrail.reader.Samples.bytes;
import static io.deploytrail.cloudtrail.reader.Samples.call;
import static io.deploytrail.cloudtrail.reader.Samples.gzip;
import static io.deploytrail.cloudtrail.reader.Samples.quoted;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A glance tells what the reader would, or leaves the record to it; whatever the bytes.
final class GlanceTest {
  private static final Path CORPUS = Path.of("..", "events");

  /// A call with all that a glance looks for, and with every kind of JSON beside it.
  private static final String FULL =
      """
      {"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"AROAROLE:n",
      "arn":"arn:aws:sts::111122223333:assumed-role/deploy/n","accountId":"111122223333",
      "accessKeyId":"ASIAROOT","sessionContext":{"webIdFederationData":{},
      "attributes":{"creationDate":"2026-11-20T09:30:00Z","mfaAuthenticated":"false"}}},
      "eventTime":"2026-11-20T09:31:07Z","eventSource":"s3.amazonaws.com","eventName":"PutObject",
      "awsRegion":"eu-west-1","errorCode":"AccessDenied","errorMessage":"no \\"way\\" \\u00e4\\n",
      "requestParameters":{"a":[1,-0.5,2e+10,0,[],{}],"b":true,"c":false,"d":null,"e":"\\/\\\\"},
      "responseElements":null,"requestID":"r","eventID":"10000000-0000-4000-8000-000000000009",
      "readOnly":false,"resources":[{"ARN":"arn:aws:s3:::b","type":"AWS::S3::Bucket"}],
      "eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333",
      "sharedEventID":"s","eventCategory":"Management","tlsDetails":{ "tlsVersion" : "TLSv1.3" } }\
      """
          .replace("\n", "");

  /// What is put into a record to break it, or to make it less ordinary.
  private static final List<String> INSERTIONS =
      List.of(
          "\"",
          "\\",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          " ",
          "\n",
          "0",
          "-",
          ".",
          "e",
          "t",
          "\t",
          "ä",
          "\u0001",
          "\\u0041",
          "\"eventID\":\"x\",",
          "\"Records\":[],",
          "\"detail\":{},",
          "\"sourceIPAddress\":\"AWS Internal\",",
          "\"errorCode\":\"-\",",
          "\"invokedBy\":\"\",",
          "null",
          "\"userIdentity\":7,");

  @Test
  void tellsAllThatCountsOfACall() {
    var told = Told.byGlances(bytes("{\"Records\":[" + FULL + "," + call(4) + "]}"));

    assertThat(told.glances).isEqualTo(2);
    assertThat(told.items).isEqualTo(Told.byReading(bytes(FULL + "\n" + call(4))).items);
  }

  @Test
  void leavesTheRestToTheReader() {
    var envelope = "{\"source\":\"aws.sts\",\"detail\":" + FULL + "}";
    var lookedUp = "{\"EventId\":\"x\",\"CloudTrailEvent\":" + quoted(FULL) + "}";
    for (var record : List.of(ROOT, LINK, DENIED, envelope, lookedUp, "{}", "[]", "{\"a\":1}")) {
      var told = Told.byGlances(bytes(record));

      assertThat(told.glances).as(record).isZero();
      assertThat(told.items).as(record).isEqualTo(Told.byReading(bytes(record)).items);
    }
  }

  /// What a caller's identity says is kept once for all his calls, and the source address is not in
  /// it.
  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, n, 1",
    "cloudformation.amazonaws.com, n, 0",
    "AWS Internal, n, 0",
    "cloudformation.amazonaws.com, invokedBy, 0",
    "cloudformation.amazonaws.com.example.com, n, 1",
    "aws internal, n, 1",
  })
  void leavesWhatOnlyTheSourceAddressTellsToTheReader(String address, String name, int glances) {
    var record =
        FULL.replaceFirst("\\{", "{\"sourceIPAddress\":\"" + address + "\",")
            .replace(":n\"", ":" + name + "\"")
            .replace("/n\"", "/" + name + "\"");
    var forwarded =
        record.replace("}},\"eventTime\"", "},\"invokedBy\":\"x.amazonaws.com\"},\"eventTime\"");

    assertThat(forwarded).isNotEqualTo(record);
    assertThat(Told.byGlances(bytes(record)).glances).isEqualTo(glances);
    assertThat(Told.byGlances(bytes(forwarded)).glances).isEqualTo(1);
    assertSame(bytes(record));
    assertSame(bytes(forwarded));
    assertSame(bytes(record + "\n" + forwarded));
  }

  /// Identities that have a service's name somewhere, and in a caller's place or not.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'AWSService','invokedBy':'x'}",
        "{'type':'AWSService','invokedBy':''}",
        "{'type':'AWSService','invokedBy':' '}",
        "{'type':'AWSService','invokedBy':'null'}",
        "{'type':'AWSService','invokedBy':' null '}",
        "{'type':'AWSService','invokedBy':'\\u0020\\u002d\\u0020'}",
        "{'type':'AWSService','invokedBy':'ec2.amazonaws.com' }",
        "{'type':'AWSService','invokedBy' : 'ec2.amazonaws.com'}",
        "{'type':'AWSService','InvokedBy':'ec2.amazonaws.com'}",
        "{'invokedBy':'ec2.amazonaws.com','type':'AWSService'}",
        "{'invokedBy':null,'type':'AWSService','invokedBy':'ec2.amazonaws.com'}",
        "{'invokedBy':'ec2.amazonaws.com','invokedBy':null}",
        "{'invokedBy':'ec2.amazonaws.com'}",
        "{'arn':'\\'invokedBy\\':\\'ec2.amazonaws.com'}",
        "{'arn':'\\'invokedBy\\':','accessKeyId':'ASIAROOT'}",
        "{'sessionContext':{'invokedBy':'ec2.amazonaws.com'}}",
        "{'notinvokedBy':'ec2.amazonaws.com'}",
        "{'type':'x','not\\'invokedBy':'ec2.amazonaws.com'}",
        "{'type':'x','accessKeyId':'ASIAROOT'}",
        "{'type':['invokedBy','x']}",
        "'invokedBy':'x'",
        "'}",
        "'",
        "{}",
      })
  void tellsAServiceAsTheReaderDoes(String identity) {
    var record =
        call(4)
            .replaceFirst("\\{", "{\"sourceIPAddress\":\"ec2.amazonaws.com\",")
            .replace(
                "{\"type\":\"IAMUser\",\"accountId\":\"111122223333\"}",
                identity.replace('\'', '"'));

    assertThat(record).doesNotContain("IAMUser");
    assertSame(bytes(record));
    assertSame(bytes(record + "\n" + record));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "null", "NULL", "", " ", "     ", " null ", "   -   ", "none"})
  void takesAnErrorThatIsNoneForNone(String errorCode) {
    assertSame(bytes(FULL.replace("\"AccessDenied\"", "\"" + errorCode + "\"")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AssumeRole", "AssumeRoleWithSAML", "AssumeRoot", "AssumeRootTwo"})
  void leavesWhatMayBuyASessionToTheReader(String name) {
    var record = FULL.replace("s3.amazon", "sts.amazon").replace("PutObject", name);

    assertThat(Told.byGlances(bytes(record)).glances).isZero();
    assertSame(bytes(record));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-20T09:31:07.250Z",
        "2026-11-20T09:31Z",
        "2026-11-20T24:00:00Z",
        "2026-11-20T23:59:60Z",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-01-01T25:00:00Z",
        "2026-01-01T00:60:00Z",
        "2000-01-01T00:00:00Z",
        "9000-01-01T00:00:00Z",
        "1999-12-31T23:59:59Z",
        "2026-1x-01T00:00:00Z",
        "2026-11-20 09:31:07Z",
        "2026-11-20t09:31:07z",
        "2026-11-20T09:31:07+00:00",
        "yesterday"
      })
  void leavesOtherTimesToTheReader(String time) {
    var record = bytes(FULL.replace("2026-11-20T09:31:07Z", time));
    var told = Told.byGlances(record);

    assertThat(told.glances).isZero();
    assertThat(told.items).isEqualTo(Told.byReading(record).items);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-02-29T23:59:59Z", "2001-01-01T00:00:00Z", "8999-12-31T00:00:00Z"})
  void tellsTimesOfAnyDay(String time) {
    var told = Told.byGlances(bytes(FULL + "\n" + FULL.replace("2026-11-20T09:31:07Z", time)));

    assertThat(told.glances).isEqualTo(2);
    assertThat(told.items.getLast())
        .isInstanceOfSatisfying(
            Told.Item.Ordinary.class, call -> assertThat(call.time()).isEqualTo(time));
  }

  @Test
  void tellsTheSameOfDamagedRecords() {
    var random = new Random(20261120);
    var inputs = List.of(FULL, call(1), FULL + "\n" + call(2), "[" + FULL + "," + LINK + "]");
    for (var round = 0; round < 20_000; round++) {
      var text = new StringBuilder(inputs.get(round % inputs.size()));
      for (var change = random.nextInt(3); change >= 0; change--) {
        var at = random.nextInt(text.length());
        var insertion = INSERTIONS.get(random.nextInt(INSERTIONS.size()));
        text.replace(at, at + random.nextInt(3), insertion);
      }
      assertSame(bytes(text.toString()));
    }
  }

  @Test
  void tellsTheSameWhateverByteIsChanged() {
    var whole = bytes(FULL);
    for (var at = 0; at < whole.length; at++) {
      for (var c : new int[] {0, '"', '\\', '0', ' ', '}', 0x7f, 0x80, 0xc3, 0xff}) {
        var changed = whole.clone();
        changed[at] = (byte) c;
        assertSame(changed);
      }
    }
  }

  @Test
  void tellsTheSameOfACutRecord() {
    var whole = bytes(FULL);
    for (var length = 0; length < whole.length; length++) {
      assertSame(Arrays.copyOf(whole, length));
    }
  }

  /// A long input does not fit in one buffer, so records lie across two.
  @Test
  void tellsTheSameAcrossBuffers() {
    var records =
        Stream.generate(() -> FULL).limit(2_000).collect(Collectors.joining(",\n", "[", "]"));
    var told = Told.byGlances(bytes(records));

    assertThat(told.glances).isEqualTo(2_000);
    assertThat(told.items).isEqualTo(Told.byReading(bytes(records)).items);
    assertThat(Told.byGlances(gzip(records)).items).isEqualTo(told.items);
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void tellsTheSameOfTheCorpus(Path file) throws IOException {
    var whole = Files.readAllBytes(file);
    assertSame(whole);
    assertSame(new String(whole, UTF_8).replaceAll("\\s*\\n\\s*", "").getBytes(UTF_8));
  }

  static List<Path> corpus() throws IOException {
    try (var files = Files.walk(CORPUS)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static void assertSame(byte[] input) {
    assertThat(Told.byGlances(input).items)
        .as(() -> new String(input, UTF_8))
        .isEqualTo(Told.byReading(input).items);
  }
}
