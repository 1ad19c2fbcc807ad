package io.deploytrail.cloudtrail.reader;

import static io.deploytrail.cloudtrail.reader.ReadRecords.call;
import static io.deploytrail.cloudtrail.reader.ReadRecords.denied;
import static io.deploytrail.cloudtrail.reader.ReadRecords.read;
import static io.deploytrail.cloudtrail.reader.ReadRecords.root;
import static io.deploytrail.cloudtrail.reader.ReadRecords.unreadable;
import static io.deploytrail.cloudtrail.reader.Samples.DENIED;
import static io.deploytrail.cloudtrail.reader.Samples.LINK;
import static io.deploytrail.cloudtrail.reader.Samples.NAME;
import static io.deploytrail.cloudtrail.reader.Samples.PROVIDER;
import static io.deploytrail.cloudtrail.reader.Samples.ROOT;
import static io.deploytrail.cloudtrail.reader.Samples.SUBJECT;
import static io.deploytrail.cloudtrail.reader.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Caller;
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

/// What each kind of record says.
final class RecordReaderTest {
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
    assertThat(attempt.sourceIpAddress()).hasValue("203.0.113.7");
    assertThat(attempt.userAgent()).hasValue("pulumi");
  }

  @Test
  void agentThatIsNoTextIsNotKnown() {
    var attempt = denied(DENIED.replace("\"userAgent\":\"pulumi\"", "\"userAgent\":{\"a\":[1]}"));
    assertThat(attempt.userAgent()).isEmpty();
    assertThat(attempt.identity()).isEqualTo(IDENTITY);
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
}
