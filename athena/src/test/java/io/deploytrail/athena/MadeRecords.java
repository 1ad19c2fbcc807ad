package io.deploytrail.athena;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Records of one kind of situation, made up by hand, and what is right of its calls: a role of its
/// own, so that several kinds lie in one trail and do not meet.
///
/// A time is what stands behind `2026-11-`, such as `20T09:00:00Z`; a key is one word.
final class MadeRecords {
  static final String PULUMI = "oidc-provider/api.pulumi.com/oidc";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String kind;
  private final String partition;
  private final Map<String, List<String>> recordsByDay = new TreeMap<>();
  private final Map<String, String> answers = new TreeMap<>();

  MadeRecords(String kind) {
    this(kind, "aws");
  }

  MadeRecords(String kind, String partition) {
    this.kind = kind;
    this.partition = partition;
  }

  /// The records by the day (`20`) on which they are delivered.
  Map<String, List<String>> recordsByDay() {
    return recordsByDay;
  }

  /// What is right of each call, by event id.
  Map<String, String> answers() {
    return answers;
  }

  static String subject(String project, String stack, String operation) {
    return "pulumi:deploy:org:acme:project:%s:stack:%s:operation:%s:scope:write"
        .formatted(project, stack, operation);
  }

  String provider() {
    return "arn:%s:iam::111122223333:%s".formatted(partition, PULUMI);
  }

  String key(String key) {
    return "ASIA"
        + kind.replaceAll("[^a-z]", "").toUpperCase(Locale.ROOT)
        + key.toUpperCase(Locale.ROOT);
  }

  String principal(String role, String name) {
    return "AROA"
        + kind.replaceAll("[^a-z]", "").toUpperCase(Locale.ROOT)
        + role.toUpperCase(Locale.ROOT)
        + ":"
        + name;
  }

  String arn(String role, String name) {
    return "arn:%s:sts::%s:assumed-role/%s/%s".formatted(partition, account(role), role, name);
  }

  private static String account(String role) {
    return role.equals("target") ? "444455556666" : "111122223333";
  }

  /// A session of role `deploy` that a token of Pulumi's bought.
  MadeRecords root(String time, String key, String name, String subject) {
    return root(time, key, name, subject, Map.of());
  }

  MadeRecords root(
      String time, String key, String name, String subject, Map<String, Object> changes) {
    var identity =
        Map.<String, Object>of(
            "type",
            "WebIdentityUser",
            "principalId",
            provider() + ":aws:acme:" + subject,
            "userName",
            subject,
            "identityProvider",
            provider());
    var response = granted(key, "deploy", name);
    response.put("audience", "aws:acme");
    response.put("provider", provider());
    response.put("subjectFromWebIdentityToken", subject);
    return add(
        "root-" + key,
        time,
        "AssumeRoleWithWebIdentity",
        identity,
        request("deploy", name),
        response,
        changes);
  }

  /// What `identity` got by `AssumeRole`, or by the action that `changes` name.
  MadeRecords link(
      String event,
      String time,
      Map<String, Object> identity,
      String key,
      String role,
      String name,
      Map<String, Object> changes) {
    return add(
        event,
        time,
        "AssumeRole",
        identity,
        request(role, name),
        granted(key, role, name),
        changes);
  }

  MadeRecords call(String event, String time, Map<String, Object> identity, String answer) {
    answers.put(id(event), answer);
    return add(
        event, time, "CreateBucket", identity, Map.of("bucketName", "b"), Map.of(), Map.of());
  }

  /// What is right of a link, which is a call as well.
  MadeRecords answer(String event, String answer) {
    answers.put(id(event), answer);
    return this;
  }

  MadeRecords add(
      String event,
      String time,
      String name,
      Map<String, Object> identity,
      Map<String, Object> request,
      Map<String, Object> response,
      Map<String, Object> changes) {
    var record = new LinkedHashMap<String, Object>();
    var isSts = name.startsWith("AssumeRo");
    record.put("eventID", id(event));
    record.put("eventTime", "2026-11-" + time);
    record.put("eventSource", isSts ? "sts.amazonaws.com" : "s3.amazonaws.com");
    record.put("eventName", name);
    record.put("sourceIPAddress", "203.0.113.10");
    record.put("userIdentity", identity);
    record.put("requestParameters", request);
    record.put("responseElements", response);
    record.put("recipientAccountId", "111122223333");
    record.putAll(changes);
    recordsByDay.computeIfAbsent(time.substring(0, 2), _ -> new ArrayList<>()).add(json(record));
    return this;
  }

  private String id(String event) {
    return kind + ": " + event;
  }

  Map<String, Object> request(String role, String name) {
    return Map.of(
        "roleArn",
        "arn:%s:iam::%s:role/%s".formatted(partition, account(role), role),
        "roleSessionName",
        name);
  }

  Map<String, Object> granted(String key, String role, String name) {
    var response = new LinkedHashMap<String, Object>();
    response.put("credentials", Map.of("accessKeyId", key(key), "sessionToken", "no token"));
    response.put(
        "assumedRoleUser", Map.of("assumedRoleId", principal(role, name), "arn", arn(role, name)));
    return response;
  }

  /// Who calls with a session of a role; `key` and `created` may be empty.
  Map<String, Object> session(String role, String name, String key, String created) {
    var identity = new LinkedHashMap<String, Object>();
    identity.put("type", "AssumedRole");
    identity.put("principalId", principal(role, name));
    identity.put("arn", arn(role, name));
    identity.put("accountId", account(role));
    if (!key.isEmpty()) {
      identity.put("accessKeyId", key(key));
    }
    if (!created.isEmpty()) {
      identity.put(
          "sessionContext",
          new LinkedHashMap<>(Map.of("attributes", Map.of("creationDate", "2026-11-" + created))));
    }
    return identity;
  }

  /// The same, and the record names Pulumi's provider.
  Map<String, Object> federated(String role, String name, String key, String created) {
    var identity = session(role, name, key, created);
    var context = new LinkedHashMap<String, Object>();
    context.put("webIdFederationData", Map.of("federatedProvider", provider()));
    if (!created.isEmpty()) {
      context.put("attributes", Map.of("creationDate", "2026-11-" + created));
    }
    identity.put("sessionContext", context);
    return identity;
  }

  /// The same, called by a service in that one's name.
  static Map<String, Object> forwarded(Map<String, Object> identity) {
    return with(identity, "invokedBy", "cloudformation.amazonaws.com");
  }

  static Map<String, Object> with(Map<String, Object> identity, String field, Object value) {
    var changed = new LinkedHashMap<>(identity);
    changed.put(field, value);
    return changed;
  }

  static Map<String, Object> without(Map<String, Object> identity, String... fields) {
    var changed = new LinkedHashMap<>(identity);
    List.of(fields).forEach(changed::remove);
    return changed;
  }

  static Map<String, Object> user(String name) {
    return Map.of(
        "type", "IAMUser",
        "principalId", "AIDA" + name.toUpperCase(Locale.ROOT),
        "arn", "arn:aws:iam::111122223333:user/" + name,
        "accountId", "111122223333",
        "accessKeyId", "AKIA" + name.toUpperCase(Locale.ROOT));
  }

  private static String json(Map<String, Object> record) {
    try {
      return JSON.writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a record of texts and maps was expected", e);
    }
  }
}
