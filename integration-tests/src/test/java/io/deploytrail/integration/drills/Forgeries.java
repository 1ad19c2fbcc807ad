package io.deploytrail.integration.drills;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Messages that AWS never sends, by what is wrong with them. Each states a session of its own, of
/// which nothing may be kept.
final class Forgeries {
  private static final int LARGE = 420_000;

  private Forgeries() {}

  /// For index-sessions, made of a genuine event.
  static Map<String, String> events(ObjectNode genuine) {
    var forged = new LinkedHashMap<String, String>();
    envelopes(genuine, forged);
    records(genuine, forged);
    texts(genuine, forged);
    return forged;
  }

  private static void envelopes(ObjectNode genuine, Map<String, String> forged) {
    edit(forged, genuine, "another source", event -> event.put("source", "my.sts"));
    edit(forged, genuine, "source in capitals", event -> event.put("source", "AWS.STS"));
    edit(forged, genuine, "another service", event -> event.put("source", "aws.s3"));
    edit(forged, genuine, "no source", event -> event.remove("source"));
    edit(forged, genuine, "source is null", event -> event.putNull("source"));
    edit(forged, genuine, "sources", event -> event.putArray("source").add("aws.sts"));
    edit(forged, genuine, "source with a space", event -> event.put("source", "aws.sts "));
    edit(forged, genuine, "another account", event -> event.put("account", "999999999999"));
    edit(forged, genuine, "no account", event -> event.remove("account"));
    edit(forged, genuine, "account is a number", event -> event.put("account", 111122223333.5));
    edit(
        forged,
        genuine,
        "record of another account",
        event -> event.withObject("/detail").put("recipientAccountId", "999999999999"));
    edit(
        forged,
        genuine,
        "record of no account",
        event -> event.withObject("/detail").remove("recipientAccountId"));
    edit(forged, genuine, "no detail", event -> event.remove("detail"));
    edit(forged, genuine, "detail is a list", event -> event.putArray("detail").add(1));
    edit(forged, genuine, "detail is empty", event -> event.putObject("detail"));
    write(forged, "a bare record", genuine.path("detail").toString());
    write(forged, "an event in an event", wrapped(genuine, "my.sts"));
    write(forged, "a list of events", "[" + genuine + "]");
  }

  private static String wrapped(ObjectNode genuine, String source) {
    var outer = genuine.deepCopy().put("source", source);
    outer.set("detail", genuine);
    return outer.toString();
  }

  private static void records(ObjectNode genuine, Map<String, String> forged) {
    detail(forged, genuine, "no event id", record -> record.remove("eventID"));
    detail(forged, genuine, "empty event id", record -> record.put("eventID", ""));
    detail(forged, genuine, "endless event id", record -> record.put("eventID", "e".repeat(LARGE)));
    detail(forged, genuine, "no time", record -> record.remove("eventTime"));
    detail(forged, genuine, "a time that is none", record -> record.put("eventTime", "yesterday"));
    detail(
        forged,
        genuine,
        "a time beyond all",
        record -> record.put("eventTime", "+999999999-12-31T23:59:59Z"));
    detail(forged, genuine, "time is a number", record -> record.put("eventTime", 7));
    detail(
        forged,
        genuine,
        "endless access key",
        record ->
            record
                .withObject("/responseElements/credentials")
                .put("accessKeyId", "A".repeat(LARGE)));
    detail(
        forged,
        genuine,
        "endless subject",
        record -> {
          var subject = "s".repeat(LARGE);
          record.withObject("/responseElements").put("subjectFromWebIdentityToken", subject);
          record.withObject("/userIdentity").put("userName", subject).remove("principalId");
        });
    detail(
        forged,
        genuine,
        "endless session name",
        record ->
            record
                .withObject("/responseElements/assumedRoleUser")
                .put("assumedRoleId", "AROADEPLOY:" + "n".repeat(LARGE)));
  }

  private static void texts(ObjectNode genuine, Map<String, String> forged) {
    var text = genuine.toString();
    write(forged, "nothing", "");
    write(forged, "space", " \n\t");
    write(forged, "null", "null");
    write(forged, "a number", "12");
    write(forged, "a word", "hello");
    write(forged, "markup", "<event source='aws.sts'/>");
    write(forged, "half an event", text.substring(0, text.length() / 2));
    write(forged, "two events", text + text);
    write(forged, "deep nesting", "[".repeat(100_000));
    write(forged, "deep objects", "{\"detail\":".repeat(20_000));
    write(forged, "a NUL", text.replace("aws.sts", "aws.sts\\u0000"));
    write(
        forged,
        "a twin source",
        text.replaceFirst("\\{", "{\"source\":\"aws.sts\",")
            .replace("\"source\":\"aws.sts\",\"account\"", "\"source\":\"my.sts\",\"account\""));
    write(forged, "lone surrogate", "{\"source\":\"\\ud800\",\"detail\":{}}");
    write(forged, "line break and colour", "\u001b[31m\nmessage 1: event is indexed");
  }

  /// For ingest-logs.
  static Map<String, String> notifications() {
    var forged = new LinkedHashMap<String, String>();
    write(forged, "nothing", "");
    write(forged, "null", "null");
    write(forged, "a number", "7");
    write(forged, "a list", "[]");
    write(forged, "an empty object", "{}");
    write(forged, "no JSON", "{\"s3Bucket\":");
    write(forged, "no key", "{\"s3Bucket\":\"trail\"}");
    write(forged, "key is null", "{\"s3Bucket\":\"trail\",\"s3ObjectKey\":null}");
    write(forged, "key is a number", "{\"s3Bucket\":\"trail\",\"s3ObjectKey\":[7]}");
    write(forged, "empty key", "{\"s3Bucket\":\"trail\",\"s3ObjectKey\":[\"\"]}");
    write(forged, "no bucket", "{\"s3ObjectKey\":[\"a\"]}");
    write(
        forged,
        "another event source",
        "{\"source\":\"my.s3\",\"detail-type\":\"Object Created\",\"detail\":{\"bucket\":{\"name\":\"trail\"},\"object\":{\"key\":\"k\"}}}");
    write(
        forged,
        "event without an object",
        "{\"source\":\"aws.s3\",\"detail-type\":\"Object Created\",\"detail\":{}}");
    write(
        forged,
        "key with a broken escape",
        "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"trail\"},\"object\":{\"key\":\"%zz\"}}}]}");
    write(forged, "records that are numbers", "{\"Records\":[1,2]}");
    write(forged, "follow-up of no kind", "{\"followUp\":\"delete\",\"sessions\":[]}");
    write(forged, "follow-up without its object", "{\"followUp\":\"reread\",\"sessions\":[]}");
    write(
        forged,
        "follow-up with a time that is none",
        "{\"followUp\":\"callers\",\"sessions\":[{\"principal\":\"AROA:x\",\"issuedAt\":\"now\",\"expiresAt\":\"later\"}]}");
    write(
        forged,
        "follow-up of nobody",
        "{\"followUp\":\"callers\",\"sessions\":[{\"principal\":\"\",\"issuedAt\":\"2026-11-20T09:00:00Z\",\"expiresAt\":\"2026-11-20T09:00:00Z\"}]}");
    write(
        forged,
        "notification in a notification",
        "{\"Type\":\"Notification\",\"Message\":\"{\\\"Type\\\":\\\"Notification\\\",\\\"Message\\\":\\\"no\\\"}\"}");
    write(
        forged,
        "follow-up in a notification",
        "{\"Type\":\"Notification\",\"Message\":\"{\\\"followUp\\\":\\\"callers\\\",\\\"sessions\\\":[]}\"}");
    write(forged, "deep nesting", "[".repeat(100_000));
    return forged;
  }

  private static void write(Map<String, String> forged, String name, String body) {
    forged.put(name, body);
  }

  private static void edit(
      Map<String, String> forged, ObjectNode genuine, String name, Consumer<ObjectNode> edit) {
    var event = genuine.deepCopy();
    edit.accept(event);
    forged.put(name, event.toString());
  }

  private static void detail(
      Map<String, String> forged, ObjectNode genuine, String name, Consumer<ObjectNode> edit) {
    edit(forged, genuine, name, event -> edit.accept((ObjectNode) event.path("detail")));
  }
}
