package io.deploytrail.cloudtrail.reader;

import static io.deploytrail.cloudtrail.reader.Samples.DENIED;
import static io.deploytrail.cloudtrail.reader.Samples.LINK;
import static io.deploytrail.cloudtrail.reader.Samples.NAME;
import static io.deploytrail.cloudtrail.reader.Samples.PROVIDER;
import static io.deploytrail.cloudtrail.reader.Samples.ROOT;
import static io.deploytrail.cloudtrail.reader.Samples.SUBJECT;
import static io.deploytrail.cloudtrail.reader.Samples.bytes;
import static io.deploytrail.cloudtrail.reader.Samples.id;
import static io.deploytrail.cloudtrail.reader.Samples.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.Session;
import io.deploytrail.cloudtrail.WebIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordReaderTest {
  private static final RecordReader READER = new RecordReader();
  private static final WebIdentity IDENTITY = new WebIdentity(PROVIDER, "acme", SUBJECT);
  private static final Instant ISSUED = Instant.parse("2026-11-20T09:30:00Z");

  @Test
  void grantedTokenIsARoot() {
    assertThat(read(ROOT))
        .isEqualTo(
            new Root(
                new Event(
                    id(1),
                    ISSUED,
                    Optional.of("sts.amazonaws.com"),
                    Optional.of("AssumeRoleWithWebIdentity"),
                    Optional.of("111122223333"),
                    Optional.of("eu-west-1"),
                    Optional.empty(),
                    Optional.empty()),
                new Session(
                    new AccessKeyId("ASIAROOT"),
                    new PrincipalId("AROAROLE:" + NAME),
                    Optional.of("arn:aws:sts::111122223333:assumed-role/deploy/" + NAME),
                    Optional.of("arn:aws:iam::111122223333:role/ci/deploy"),
                    ISSUED,
                    Instant.parse("2026-11-20T11:00:00Z"),
                    List.of(
                        "arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/Two"),
                    Optional.empty()),
                IDENTITY));
  }

  @Test
  void identityIsCompleteWithoutTheResponsesCopyOfIt() {
    var record =
        ROOT.replace("\"provider\":\"" + PROVIDER + "\",\"audience\":\"acme\"", "\"x\":1")
            .replace("\"subjectFromWebIdentityToken\"", "\"y\"");
    assertThat(record).doesNotContain("\"audience\"");
    assertThat(root(record).identity()).isEqualTo(IDENTITY);
  }

  @Test
  void audienceWithColonsIsTakenOutOfThePrincipalWhole() {
    var record = DENIED.replace(":acme:pulumi", ":aws:acme:x:pulumi");
    assertThat(denied(record).identity().audience()).isEqualTo("aws:acme:x");
  }

  @Test
  void refusedTokenIsADeniedAttempt() {
    var attempt = denied(DENIED);
    assertThat(attempt.identity()).isEqualTo(IDENTITY);
    assertThat(attempt.role()).isEmpty();
    assertThat(attempt.roleSessionName()).hasValue(NAME);
    assertThat(attempt.errorCode()).isEqualTo("AccessDenied");
    assertThat(attempt.errorMessage()).hasValue("An unknown error occurred");
  }

  @Test
  void refusalShowsByItsMessageAloneToo() {
    var attempt = denied(DENIED.replace("\"errorCode\":\"AccessDenied\",", ""));
    assertThat(attempt.errorMessage()).hasValue("An unknown error occurred");
  }

  @Test
  void deniedAttemptMayLackEverything() {
    var attempt =
        denied(
            """
            {"eventID":"1","eventTime":"2026-11-20T09:30:00Z","eventSource":"sts.amazonaws.com",
            "eventName":"AssumeRoleWithWebIdentity","errorCode":"InvalidIdentityTokenException",
            "userIdentity":null,"requestParameters":null,"responseElements":null}\
            """);
    assertThat(attempt.identity()).isEqualTo(new WebIdentity("", "", ""));
    assertThat(attempt.roleSessionName()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "accessKeyId, responseElements.credentials.accessKeyId",
    "assumedRoleId, responseElements.assumedRoleUser.assumedRoleId"
  })
  void issuanceNeverVanishesSilently(String field, String path) {
    assertThat(unreadable(ROOT.replace("\"" + field + "\"", "\"other\"")))
        .isEqualTo(
            "a granted AssumeRoleWithWebIdentity was expected to hold %s; it is missing in event %s"
                .formatted(path, id(1)));
  }

  @Test
  void assumeRoleIsACallAndALink() {
    var call = call(LINK);
    assertThat(call.event().sharedEventId()).hasValue("shared-1");
    assertThat(call.caller())
        .isEqualTo(
            new Caller(
                Optional.of("AssumedRole"),
                Optional.of(new PrincipalId("AROAROLE:" + NAME)),
                Optional.of(new AccessKeyId("ASIAROOT")),
                Optional.of("arn:aws:sts::111122223333:assumed-role/deploy/" + NAME),
                Optional.of("111122223333"),
                Optional.of(ISSUED),
                Optional.of(PROVIDER),
                Optional.empty()));
    var session = call.issued().orElseThrow();
    assertThat(session.accessKey()).isEqualTo(new AccessKeyId("ASIACHILD"));
    assertThat(session.principal()).isEqualTo(new PrincipalId("AROATARGET:child"));
    assertThat(session.sourceIdentity()).hasValue("asked");
    assertThat(session.expiresAt()).isEqualTo(Instant.parse("2026-11-20T10:31:00Z"));
  }

  @Test
  void assumeRoleByAServiceMayNotSayWhoseSessionItIs() {
    assertThat(call(LINK.replace("\"assumedRoleUser\"", "\"other\"")).issued()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"credentials", "accessKeyId\":\"ASIACHILD"})
  void grantedAssumeRoleWithoutItsKeyIsUnreadable(String missing) {
    var record = LINK.replace("\"" + missing + "\"", "\"other\":\"\"");
    assertThat(unreadable(record.replace("\"other\":\"\":", "\"other\":")))
        .isEqualTo(
            "a granted AssumeRole was expected to hold responseElements.credentials.accessKeyId;"
                + " it is missing in event "
                + id(3));
  }

  @Test
  void eventOfAServiceHoldsNoKey() {
    var record = LINK.replace("\"credentials\"", "\"other\"");
    var event = record.replace("\"eventName\"", "\"eventType\":\"AwsServiceEvent\",\"eventName\"");
    assertThat(call(event).issued()).isEmpty();
  }

  @Test
  void refusedAssumeRoleIssuesNothing() {
    var refused = LINK.replace("\"eventName\"", "\"errorCode\":\"AccessDenied\",\"eventName\"");
    var call = call(refused.replace("\"credentials\"", "\"other\""));
    assertThat(call.issued()).isEmpty();
    assertThat(call.errorCode()).hasValue("AccessDenied");
  }

  @ParameterizedTest
  @ValueSource(strings = {"subjectFromWebIdentityToken", "userName"})
  void subjectWhoseCopiesDifferIsNone(String copy) {
    var changed = ROOT.replaceFirst("(\"" + copy + "\"\\s*:\\s*\")[^\"]*", "$1pulumi:other");
    assertThat(changed).isNotEqualTo(ROOT);
    assertThat(root(changed).identity().subject()).isEmpty();
  }

  @Test
  void subjectThatThePrincipalDoesNotEndWithIsNone() {
    var changed =
        ROOT.replaceAll(
            "(\"(subjectFromWebIdentityToken|userName)\"\\s*:\\s*\")[^\"]*", "$1pulumi:other");
    assertThat(changed).isNotEqualTo(ROOT);
    assertThat(root(changed).identity().subject()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"provider", "identityProvider"})
  void providerWhoseCopiesDifferIsNone(String copy) {
    var changed = ROOT.replaceFirst("(\"" + copy + "\"\\s*:\\s*\")[^\"]*", "$1arn:other");
    assertThat(changed).isNotEqualTo(ROOT);
    assertThat(root(changed).identity().provider()).isEmpty();
  }

  @Test
  void audienceThatThePrincipalDoesNotHoldIsNone() {
    var changed = ROOT.replaceFirst("(\"audience\"\\s*:\\s*\")[^\"]*", "$1other");
    assertThat(changed).isNotEqualTo(ROOT);
    assertThat(root(changed).identity().audience()).isEmpty();
  }

  @Test
  void credentialsAreGrantedWhateverStandsBesideThem() {
    var granted = LINK.replace("\"eventName\"", "\"errorCode\":\"AccessDenied\",\"eventName\"");
    assertThat(call(granted).issued()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "null", "NULL", " "})
  void placeholderIsNoErrorCode(String code) {
    var granted = LINK.replace("\"eventName\"", "\"errorCode\":\"" + code + "\",\"eventName\"");
    assertThat(call(granted).errorCode()).isEmpty();
  }

  @Test
  void sameNameOfAnotherServiceIsAnOrdinaryCall() {
    assertThat(call(ROOT.replace("sts.amazonaws.com", "example.amazonaws.com")).issued()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Nov 20, 2026 11:00:36 AM|2026-11-20T11:00:36Z",
        "Nov 20, 2026, 1:00:36 PM|2026-11-20T13:00:36Z",
        "Nov 20, 2026, 1:00:36\u202fPM|2026-11-20T13:00:36Z",
        "2026-11-20T10:45:00Z|2026-11-20T10:45:00Z",
        "soon|2026-11-20T11:00:00Z",
        "Sep 15, 2021 4:00:36 AM|2026-11-20T11:00:00Z",
        "Nov 20, 999999999, 1:00:36 PM|2026-11-20T11:00:00Z"
      })
  void expirationIsReadInEachSpelling(String text, String expected) {
    var record = ROOT.replace("Nov 20, 2026, 11:00:00 AM", text);
    assertThat(root(record).session().expiresAt()).isEqualTo(Instant.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"long\"", "-1", "1e9", "99999999999999999999", "{}"})
  void sessionLastsAnHourIfNothingElseIsSaid(String duration) {
    var record = ROOT.replace("\"expiration\"", "\"x\"").replace("5400", duration);
    assertThat(root(record).session().expiresAt()).isEqualTo(ISSUED.plusSeconds(3600));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"userIdentity\":null", ",\"userIdentity\":[]"})
  void callerMayBeUnknown(String identity) {
    var record = "{\"eventID\":\"1\",\"eventTime\":\"2026-11-20T09:30:00Z\"" + identity + "}";
    assertThat(call(record).caller()).isEqualTo(Caller.UNKNOWN);
  }

  @Test
  void emptyFederationDataMeansNothing() {
    var record = LINK.replace("\"federatedProvider\":\"" + PROVIDER + "\",\"attributes\":{}", "");
    assertThat(record).contains("\"webIdFederationData\":{}");
    assertThat(call(record).caller().federatedProvider()).isEmpty();
  }

  @Test
  void addendumNamesTheRecordThatIsCorrected() {
    var record =
        LINK.replace(
            "\"eventID\"",
            "\"addendum\":{\"reason\":\"UPDATED_DATA\",\"originalEventID\":\"first\"},\"eventID\"");
    assertThat(read(record).event().corrects()).hasValue("first");
  }

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

  private static CloudTrailRecord read(String json) {
    return READER.read(bytes(json)).record();
  }

  private static Root root(String json) {
    assertThat(read(json)).isInstanceOf(Root.class);
    return (Root) read(json);
  }

  private static DeniedAttempt denied(String json) {
    assertThat(read(json)).isInstanceOf(DeniedAttempt.class);
    return (DeniedAttempt) read(json);
  }

  private static Call call(String json) {
    assertThat(read(json)).isInstanceOf(Call.class);
    return (Call) read(json);
  }

  private static String unreadable(String json) {
    try {
      READER.read(bytes(json));
    } catch (UnreadableRecordException e) {
      return e.reason();
    }
    return "it is readable";
  }
}
