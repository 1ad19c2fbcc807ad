package io.deploytrail.adversary;

import static java.time.ZoneOffset.UTC;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/// Writes records as CloudTrail does, of what holders do; ids and keys come from one seed.
///
/// The shapes are those of `docs/` and of real records; secrets are never made.
final class RecordMaker {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REGION = "us-east-1";
  private static final String STS = "sts.amazonaws.com";
  private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final DateTimeFormatter EXPIRATION =
      DateTimeFormatter.ofPattern("MMM d, uuuu, h:mm:ss a", Locale.ENGLISH).withZone(UTC);

  /// Event source, name, and whether it only reads.
  private record Action(String source, String name, boolean readOnly) {}

  private static final List<Action> ACTIONS =
      List.of(
          new Action("s3.amazonaws.com", "CreateBucket", false),
          new Action("ec2.amazonaws.com", "RunInstances", false),
          new Action("ec2.amazonaws.com", "DescribeVpcs", true),
          new Action("iam.amazonaws.com", "GetRole", true),
          new Action("dynamodb.amazonaws.com", "DeleteTable", false),
          new Action("sts.amazonaws.com", "GetCallerIdentity", true));

  private final Random random;

  RecordMaker(Random random) {
    this.random = random;
  }

  String uuid() {
    var most = (random.nextLong() & ~0xF000L) | 0x4000L;
    var least = (random.nextLong() >>> 2) | (1L << 63);
    return new UUID(most, least).toString();
  }

  String key() {
    return id("ASIA");
  }

  /// An id as AWS gives it: that prefix, and 16 signs.
  String id(String prefix) {
    var text = new StringBuilder(prefix);
    for (var sign = 0; sign < 16; sign++) {
      text.append(BASE_32.charAt(random.nextInt(BASE_32.length())));
    }
    return text.toString();
  }

  /// `AssumeRoleWithWebIdentity`, granted.
  ObjectNode webIdentity(Holder session) {
    var token = session.token.orElseThrow();
    var record = record(STS, "AssumeRoleWithWebIdentity", session.created, session.account(), true);
    tokenCaller(record, token);
    request(record, session);
    var response = credentials(record, session);
    response.put("subjectFromWebIdentityToken", token.subject());
    assumedRole(response, session);
    response.put("provider", token.provider()).put("audience", token.audience());
    return record;
  }

  /// The same, refused.
  ObjectNode refused(Role role, String sessionName, Token token, Instant at) {
    var record = record(STS, "AssumeRoleWithWebIdentity", at, role.account(), true);
    tokenCaller(record, token);
    record
        .putObject("requestParameters")
        .put("roleArn", role.arn())
        .put("roleSessionName", sessionName);
    record.put("errorCode", "AccessDenied").put("errorMessage", "An unknown error occurred");
    record.putNull("responseElements");
    return record;
  }

  private static void tokenCaller(ObjectNode record, Token token) {
    record
        .putObject("userIdentity")
        .put("type", "WebIdentityUser")
        .put("principalId", token.principal())
        .put("userName", token.subject())
        .put("identityProvider", token.provider());
  }

  /// `AssumeRole` by the session's parent, in the parent's account.
  ObjectNode assumeRole(Holder session) {
    var parent = session.parent.orElseThrow();
    var account = parent.kind == Holder.Kind.SERVICE ? session.account() : parent.account();
    var record = record(STS, "AssumeRole", session.created, account, true);
    caller(record, parent);
    request(record, session);
    assumedRole(credentials(record, session), session);
    through(record, session.through);
    return record;
  }

  /// The target account's copy of that record.
  ObjectNode targetsCopy(ObjectNode assumeRole, Holder session) {
    var parent = session.parent.orElseThrow();
    var shared = uuid();
    assumeRole.put("sharedEventID", shared);
    var copy = assumeRole.deepCopy();
    copy.put("eventID", uuid()).put("recipientAccountId", session.account());
    copy.putObject("userIdentity")
        .put("type", "AWSAccount")
        .put("principalId", parent.principal())
        .put("accountId", parent.account());
    return copy;
  }

  /// `AssumeRoleWithSAML`, granted.
  ObjectNode saml(Holder session) {
    var record = record(STS, "AssumeRoleWithSAML", session.created, session.account(), true);
    var user = session.parent.orElseThrow().name;
    var arn =
        "arn:%s:iam::%s:saml-provider/corp".formatted(session.role.partition(), session.account());
    record
        .putObject("userIdentity")
        .put("type", "SAMLUser")
        .put("principalId", "8Qfzw0Hn=:" + user)
        .put("userName", user)
        .put("identityProvider", "8Qfzw0Hn=");
    request(record, session).put("principalArn", arn);
    var response = credentials(record, session);
    assumedRole(response, session);
    response.put("issuer", "https://sso.corp.example/saml").put("subject", user);
    return record;
  }

  /// `AssumeRoot` by the session's parent.
  ObjectNode assumeRoot(Holder session) {
    var parent = session.parent.orElseThrow();
    var record = record(STS, "AssumeRoot", session.created, parent.account(), false);
    caller(record, parent);
    record
        .putObject("requestParameters")
        .put("targetPrincipal", session.account())
        .putObject("taskPolicyArn")
        .put("arn", "arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy");
    credentials(record, session);
    return record;
  }

  /// A call, signed by the holder itself.
  ObjectNode call(Holder by, Instant at) {
    var action = ACTIONS.get(random.nextInt(ACTIONS.size()));
    var record = record(action.source(), action.name(), at, by.account(), action.readOnly());
    caller(record, by);
    var bucket = "bucket-" + random.nextInt(9);
    record.putObject("requestParameters").put("bucketName", bucket);
    record.putNull("responseElements");
    return record;
  }

  /// Makes it a call that the service made for its caller.
  static void through(ObjectNode record, String service) {
    if (service.isEmpty()) {
      return;
    }
    ((ObjectNode) record.get("userIdentity")).put("invokedBy", service);
    record.put("sourceIPAddress", service).put("userAgent", service);
  }

  private static ObjectNode request(ObjectNode record, Holder session) {
    return record
        .putObject("requestParameters")
        .put("roleArn", session.role.arn())
        .put("roleSessionName", session.name)
        .put(
            "durationSeconds", session.expires.getEpochSecond() - session.created.getEpochSecond());
  }

  private static ObjectNode credentials(ObjectNode record, Holder session) {
    var response = record.putObject("responseElements");
    response
        .putObject("credentials")
        .put("accessKeyId", session.key)
        .put("expiration", EXPIRATION.format(session.expires));
    return response;
  }

  private static void assumedRole(ObjectNode response, Holder session) {
    response
        .putObject("assumedRoleUser")
        .put("assumedRoleId", session.principal())
        .put("arn", session.role.sessionArn(session.name));
  }

  private static void caller(ObjectNode record, Holder by) {
    var identity = record.putObject("userIdentity");
    switch (by.kind) {
      case SERVICE -> {
        identity.put("type", "AWSService").put("invokedBy", by.name);
        record.put("sourceIPAddress", by.name).put("userAgent", by.name);
      }
      case USER ->
          identity
              .put("type", "IAMUser")
              .put("principalId", by.principal())
              .put("arn", by.role.arn())
              .put("accountId", by.account())
              .put("accessKeyId", by.key)
              .put("userName", by.name);
      case MEMBER_ROOT -> {
        identity
            .put("type", "Root")
            .put("principalId", by.principal())
            .put("arn", "arn:%s:iam::%s:root".formatted(by.role.partition(), by.account()))
            .put("accountId", by.account())
            .put("accessKeyId", by.key);
        context(identity, by).put("assumedRoot", "true");
      }
      case WEB_IDENTITY, LINK, SAML -> {
        identity
            .put("type", "AssumedRole")
            .put("principalId", by.principal())
            .put("arn", by.role.sessionArn(by.name))
            .put("accountId", by.account())
            .put("accessKeyId", by.key);
        var context = context(identity, by);
        context
            .putObject("sessionIssuer")
            .put("type", "Role")
            .put("principalId", by.role.id())
            .put("arn", by.role.arn())
            .put("accountId", by.account())
            .put("userName", by.role.name());
        var federation = context.putObject("webIdFederationData");
        if (!by.provider().isEmpty()) {
          federation.put("federatedProvider", by.provider()).putObject("attributes");
        }
      }
    }
  }

  private static ObjectNode context(ObjectNode identity, Holder by) {
    var context = identity.putObject("sessionContext");
    context
        .putObject("attributes")
        .put("creationDate", by.created.toString())
        .put("mfaAuthenticated", "false");
    return context;
  }

  private ObjectNode record(
      String source, String name, Instant at, String account, boolean readOnly) {
    var record = JSON.createObjectNode();
    record.put("eventVersion", "1.11");
    // Of this place in the record, and filled by who calls.
    record.putNull("userIdentity");
    record.put("eventTime", at.toString()).put("eventSource", source).put("eventName", name);
    record.put("awsRegion", REGION).put("sourceIPAddress", "203.0.113." + random.nextInt(250));
    record.put("userAgent", "pulumi/3");
    record.putNull("requestParameters");
    record.putNull("responseElements");
    record.put("requestID", uuid()).put("eventID", uuid()).put("readOnly", readOnly);
    record.put("eventType", "AwsApiCall").put("managementEvent", true);
    return record.put("recipientAccountId", account).put("eventCategory", "Management");
  }
}
