package io.deploytrail.cloudtrail.reader;

import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.Session;
import io.deploytrail.cloudtrail.WebIdentity;
import java.time.Instant;
import java.util.Optional;

/// Tells what a record is: a root issuance, a denied attempt, or a call.
final class Records {
  private Records() {}

  static CloudTrailRecord of(Fields fields) {
    var event = event(fields);
    if (isSts(fields, "AssumeRoleWithWebIdentity")) {
      return isRefused(fields) ? denied(event, fields) : root(event, fields);
    }
    var issued =
        isSts(fields, "AssumeRole") && !isRefused(fields)
            ? session(event, fields)
            : Optional.<Session>empty();
    return new Call(event, fields.caller(), fields.errorCode, issued);
  }

  private static Event event(Fields fields) {
    var id = fields.eventId.orElseThrow(() -> expected("eventID"));
    var time = fields.eventTime.orElseThrow(() -> expected("eventTime"));
    return new Event(
        id,
        time(time),
        fields.eventSource,
        fields.eventName,
        fields.account,
        fields.region,
        fields.sharedEventId,
        fields.corrects);
  }

  private static Instant time(String text) {
    return Fields.instant(text)
        .orElseThrow(() ->
            new UnreadableRecordException(
                "an eventTime such as 2026-11-20T09:30:00Z was expected"));
  }

  private static UnreadableRecordException expected(String field) {
    return new UnreadableRecordException(
        "a CloudTrail record was expected, with " + field + " as text; it is missing");
  }

  private static boolean isSts(Fields fields, String name) {
    return fields.eventSource.equals(Optional.of("sts.amazonaws.com"))
        && fields.eventName.equals(Optional.of(name));
  }

  private static boolean isRefused(Fields fields) {
    return fields.errorCode.isPresent() || fields.errorMessage.isPresent();
  }

  private static Root root(Event event, Fields fields) {
    var session =
        session(event, fields)
            .orElseThrow(() ->
                new UnreadableRecordException(
                    "a granted AssumeRoleWithWebIdentity was expected to tell "
                        + "responseElements.credentials.accessKeyId and responseElements.assumedRoleUser.assumedRoleId; "
                        + "one is missing in event "
                        + event.id()));
    return new Root(event, session, identity(fields));
  }

  private static DeniedAttempt denied(Event event, Fields fields) {
    return new DeniedAttempt(
        event,
        identity(fields),
        fields.roleArn,
        fields.roleSessionName,
        fields.errorCode.orElse("unknown"),
        fields.errorMessage);
  }

  private static Optional<Session> session(Event event, Fields fields) {
    if (fields.issuedKey.isEmpty() || fields.assumedRoleId.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Session(
            new AccessKeyId(fields.issuedKey.get()),
            new PrincipalId(fields.assumedRoleId.get()),
            fields.assumedRoleArn,
            fields.roleArn,
            event.time(),
            Expiration.of(fields.expiration, fields.durationSeconds, event.time()),
            fields.policies,
            fields.sourceIdentity.or(() -> fields.requestedSourceIdentity)));
  }

  private static WebIdentity identity(Fields fields) {
    var provider = fields.provider.or(() -> fields.identityProvider).orElse("");
    var subject = fields.subject.or(() -> fields.userName).orElse("");
    return new WebIdentity(
        provider, fields.audience.orElseGet(() -> audience(fields, provider, subject)), subject);
  }

  /// From `<provider>:<audience>:<subject>`: all three hold colons, so the two that are known are
  /// taken off.
  private static String audience(Fields fields, String provider, String subject) {
    var principal = fields.callerPrincipal.orElse("");
    var start = provider + ":";
    var end = ":" + subject;
    return principal.length() >= start.length() + end.length()
            && principal.startsWith(start)
            && principal.endsWith(end)
        ? principal.substring(start.length(), principal.length() - end.length())
        : "";
  }
}
