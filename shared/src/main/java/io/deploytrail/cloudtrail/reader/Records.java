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
import java.util.regex.Pattern;

/// Tells what a record is: a root issuance, a denied attempt, or a call.
final class Records {
  private static final Pattern EVENT_ID = Pattern.compile("[0-9a-fA-F-]{36}");

  private Records() {}

  static CloudTrailRecord of(RecordFields fields) {
    var event = event(fields);
    if (isSts(fields, "AssumeRoleWithWebIdentity")) {
      return isRefused(fields) ? denied(event, fields) : root(event, fields);
    }
    var issued =
        isSts(fields, "AssumeRole") && !isRefused(fields)
            ? session(event, fields)
            : Optional.<Session>empty();
    return new Call(event, fields.identity.caller(), fields.errorCode, issued);
  }

  private static Event event(RecordFields fields) {
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
    return Times.parse(text)
        .orElseThrow(() ->
            new UnreadableRecordException(
                "an eventTime such as 2026-11-20T09:30:00Z was expected; it is something else"));
  }

  private static UnreadableRecordException expected(String field) {
    return new UnreadableRecordException(
        "a CloudTrail record was expected, with " + field + " as text; it is missing");
  }

  private static boolean isSts(RecordFields fields, String name) {
    return fields.eventSource.equals(Optional.of("sts.amazonaws.com"))
        && fields.eventName.equals(Optional.of(name));
  }

  private static boolean isRefused(RecordFields fields) {
    return fields.errorCode.isPresent() || fields.errorMessage.isPresent();
  }

  /// An issuance must not vanish silently: one that lacks what ties calls to it is unreadable.
  private static Root root(Event event, RecordFields fields) {
    var session =
        session(event, fields)
            .orElseThrow(() ->
                new UnreadableRecordException(
                    "a granted AssumeRoleWithWebIdentity was expected to hold "
                        + missing(fields.response)
                        + "; it is missing"
                        + in(event)));
    return new Root(event, session, identity(fields));
  }

  private static String missing(ResponseFields response) {
    return response.accessKey.isEmpty()
        ? "responseElements.credentials.accessKeyId"
        : "responseElements.assumedRoleUser.assumedRoleId";
  }

  /// Names the event, if its id has the form of one: messages show no content.
  private static String in(Event event) {
    return EVENT_ID.matcher(event.id()).matches() ? " in event " + event.id() : "";
  }

  private static DeniedAttempt denied(Event event, RecordFields fields) {
    return new DeniedAttempt(
        event,
        identity(fields),
        fields.request.roleArn,
        fields.request.roleSessionName,
        fields.errorCode.orElse("unknown"),
        fields.errorMessage);
  }

  private static Optional<Session> session(Event event, RecordFields fields) {
    if (fields.response.accessKey.isEmpty() || fields.response.assumedRoleId.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Session(
            new AccessKeyId(fields.response.accessKey.get()),
            new PrincipalId(fields.response.assumedRoleId.get()),
            fields.response.assumedRoleArn,
            fields.request.roleArn,
            event.time(),
            Expiration.of(fields.response.expiration, fields.request.durationSeconds, event.time()),
            fields.request.policies,
            fields.response.sourceIdentity.or(() -> fields.request.sourceIdentity)));
  }

  private static WebIdentity identity(RecordFields fields) {
    var provider = fields.response.provider.or(() -> fields.identity.identityProvider).orElse("");
    var subject = fields.response.subject.or(() -> fields.identity.userName).orElse("");
    return new WebIdentity(
        provider,
        fields.response.audience.orElseGet(() -> audience(fields, provider, subject)),
        subject);
  }

  /// From `<provider>:<audience>:<subject>`: all three hold colons, so the two that are known are
  /// taken off.
  private static String audience(RecordFields fields, String provider, String subject) {
    var principal = fields.identity.principal.orElse("");
    var start = provider + ":";
    var end = ":" + subject;
    return principal.length() >= start.length() + end.length()
            && principal.startsWith(start)
            && principal.endsWith(end)
        ? principal.substring(start.length(), principal.length() - end.length())
        : "";
  }
}
