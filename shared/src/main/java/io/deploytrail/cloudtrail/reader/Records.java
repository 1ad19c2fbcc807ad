package io.deploytrail.cloudtrail.reader;

import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.CloudTrailRecord;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Event;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// Decides what a record is: a root issuance, a denied attempt, or a call.
final class Records {
  private static final Optional<String> STS = Optional.of("sts.amazonaws.com");
  private static final Pattern ACCOUNT =
      Pattern.compile("(?:arn:[\\w-]+:iam::)?(\\d{12})(?::root)?");

  private Records() {}

  static CloudTrailRecord of(RecordFields fields) {
    var event = event(fields);
    check(fields.problem(), event);
    check(fields.identity.problem(), event);
    if (!fields.eventSource.equals(STS)) {
      return new Call(
          event,
          caller(fields),
          fields.errorCode,
          Optional.empty(),
          TrustChanges.of(event, fields));
    }
    return switch (fields.eventName.orElse("")) {
      case "AssumeRoleWithWebIdentity" ->
          isRefused(fields)
              ? denied(event, whole(fields, event))
              : root(event, whole(fields, event));
      case "AssumeRole" -> call(event, fields, bought(event, whole(fields, event)));
      case "AssumeRoleWithSAML" -> call(event, fields, roleSession(event, whole(fields, event)));
      case "AssumeRoot" -> call(event, fields, rootSession(event, whole(fields, event)));
      default -> call(event, fields, Optional.empty());
    };
  }

  /// The fields, if the request and the answer can be read, as those of an issuance must.
  private static RecordFields whole(RecordFields fields, Event event) {
    check(fields.request.problem(), event);
    check(fields.response.problem(), event);
    return fields;
  }

  private static void check(Optional<String> problem, Event event) {
    if (problem.isPresent()) {
      throw new UnreadableRecordException(problem.get() + in(event));
    }
  }

  private static Call call(Event event, RecordFields fields, Optional<Session> issued) {
    return new Call(event, caller(fields), fields.errorCode, issued);
  }

  private static Caller caller(RecordFields fields) {
    return fields.identity.caller(SourceAddress.service(fields.sourceIpAddress));
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

  /// Credentials were granted, whatever stands beside them.
  private static boolean isRefused(RecordFields fields) {
    return fields.response.accessKey.isEmpty()
        && (fields.errorCode.isPresent() || fields.errorMessage.isPresent());
  }

  /// An issuance must not vanish silently: one that lacks what ties calls to it is unreadable.
  private static Root root(Event event, RecordFields fields) {
    var session =
        roleSession(event, fields)
            .orElseThrow(() ->
                new UnreadableRecordException(
                    "a granted AssumeRoleWithWebIdentity was expected to hold "
                        + missing(fields.response)
                        + "; it is missing"
                        + in(event)));
    return new Root(event, session, SignedIdentity.of(fields));
  }

  /// The session that an `AssumeRole` bought. A granted one without a key is unreadable, as calls
  /// with that key would be nobody's; but events that are no API calls have none.
  private static Optional<Session> bought(Event event, RecordFields fields) {
    var isApiCall = fields.eventType.map("AwsApiCall"::equals).orElse(true);
    if (isApiCall && !isRefused(fields) && fields.response.accessKey.isEmpty()) {
      throw new UnreadableRecordException(
          "a granted AssumeRole was expected to hold responseElements.credentials.accessKeyId; it is missing"
              + in(event));
    }
    return roleSession(event, fields);
  }

  private static String missing(ResponseFields response) {
    return response.accessKey.isEmpty()
        ? "responseElements.credentials.accessKeyId"
        : "responseElements.assumedRoleUser.assumedRoleId";
  }

  private static String in(Event event) {
    return UnreadableRecordException.in(event.id());
  }

  private static DeniedAttempt denied(Event event, RecordFields fields) {
    return new DeniedAttempt(
        event,
        SignedIdentity.of(fields),
        fields.request.roleArn,
        fields.request.roleSessionName,
        fields.errorCode.orElse("unknown"),
        fields.errorMessage,
        fields.sourceIpAddress,
        fields.userAgent);
  }

  private static Optional<Session> roleSession(Event event, RecordFields fields) {
    return fields.response.assumedRoleId.flatMap(
        principal -> session(event, fields, principal, Expiration.OF_ROLE));
  }

  /// The session of a member account's root, which has no other principal id than the account.
  private static Optional<Session> rootSession(Event event, RecordFields fields) {
    return fields
        .request
        .targetPrincipal
        .flatMap(Records::account)
        .flatMap(account -> session(event, fields, account, Expiration.OF_ROOT));
  }

  /// Of an account's id, or of its root's ARN.
  private static Optional<String> account(String principal) {
    var account = ACCOUNT.matcher(principal);
    return account.matches() ? Optional.of(account.group(1)) : Optional.empty();
  }

  private static Optional<Session> session(
      Event event, RecordFields fields, String principal, Duration defaultDuration) {
    return fields.response.accessKey.map(key ->
        new Session(
            new AccessKeyId(key),
            new PrincipalId(principal),
            fields.response.assumedRoleArn,
            fields.request.roleArn,
            event.time(),
            Expiration.of(
                fields.response.expiration,
                fields.request.durationSeconds,
                event.time(),
                defaultDuration),
            fields.request.policies,
            fields.response.sourceIdentity.or(() -> fields.request.sourceIdentity)));
  }
}
