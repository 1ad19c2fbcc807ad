package io.deploytrail.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.temporal.ChronoUnit.SECONDS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/// A made-up organization's trail: deployments with chains in two accounts, calls that services
/// make for them, sessions whose issuance is in no file, look-alikes, other providers, people,
/// services.
public final class MadeUpOrganization {
  /// Stands in each place where AWS puts a secret; must never come out anywhere.
  public static final String TOKEN = "SECRET-SESSION-TOKEN";

  public static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HOME = "111122223333";
  private static final String OTHER = "444455556666";
  private static final String PULUMI = "api.pulumi.com/oidc";
  private static final String GITHUB = "token.actions.githubusercontent.com";

  private final Random random;
  private final List<ObjectNode> records = new ArrayList<>();
  private int number;

  private MadeUpOrganization(long seed) {
    this.random = new Random(seed);
  }

  /// A session as its calls state it.
  private record Credentials(
      String key, String principal, String account, Instant created, String provider) {}

  /// The records of an organization, in the order of time.
  public static List<ObjectNode> records(long seed, int deployments) {
    var made = new MadeUpOrganization(seed);
    for (var deployment = 0; deployment < deployments; deployment++) {
      made.deployment(deployment);
    }
    made.others();
    return made.records;
  }

  /// Those records as log files of one trail, shuffled, some of them twice.
  public static List<byte[]> files(List<ObjectNode> records, int count, long seed) {
    var random = new Random(seed);
    var shuffled = new ArrayList<>(records);
    records.stream().filter(_ -> random.nextInt(20) == 0).forEach(shuffled::add);
    Collections.shuffle(shuffled, random);
    var files = new ArrayList<List<ObjectNode>>();
    for (var file = 0; file < count; file++) {
      files.add(new ArrayList<>());
    }
    shuffled.forEach(record -> files.get(random.nextInt(count)).add(record));
    return files.stream().map(MadeUpOrganization::file).toList();
  }

  /// A call without a caller.
  public static ObjectNode bareRecord(UUID eventId, Instant at) {
    var record = JSON.createObjectNode();
    record.put("eventVersion", "1.11").put("eventID", eventId.toString());
    record.put("eventTime", at.toString()).put("eventSource", "s3.amazonaws.com");
    return record.put("eventName", "PutObject").put("readOnly", false);
  }

  public static byte[] file(List<ObjectNode> records) {
    var file = JSON.createObjectNode();
    file.putArray("Records").addAll(records);
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(JSON.writeValueAsBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("writing into memory failed", e);
    }
    return bytes.toByteArray();
  }

  public static byte[] bytes(ObjectNode record) {
    try {
      return JSON.writeValueAsString(record).getBytes(UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a tree is always JSON", e);
    }
  }

  private void deployment(int which) {
    var at = START.plusSeconds(60L * which);
    // Two sessions of a static name may run at once.
    var name = which % 3 == 0 ? "pulumi-deployments" : "pulumi-" + new UUID(7, which);
    var root = root(PULUMI, "AROADEPLOY", name, at, which % 5 != 4, which);
    calls(root, at, 6);
    service(root, at.plusSeconds(40));
    var parent = root;
    for (var hop = 0; hop < which % 4; hop++) {
      var isAcross = (which / 4 + hop) % 2 == 1;
      var child = link(parent, "AROAHOP" + hop, "hop-" + which, at.plusSeconds(50 + hop), isAcross);
      calls(child, at.plusSeconds(60 + hop), 4);
      service(child, at.plusSeconds(90 + hop));
      parent = child;
    }
  }

  private void others() {
    var github = root(GITHUB, "AROAGITHUB", "build-17", START, true, 0);
    calls(github, START, 5);
    calls(root(GITHUB, "AROAGITHUB", "pulumi-" + new UUID(8, 1), START, true, 1), START, 5);
    var developer = new Credentials("ASIASSO", "AROASSO:alice", HOME, START, "");
    calls(developer, START, 20);
    var lookalike =
        link(developer, "AROADEPLOY", "pulumi-" + new UUID(9, 1), START.plusSeconds(5), false);
    calls(lookalike, START.plusSeconds(10), 5);
    var bought = link(lookalike, "AROADEEP", "alice-2", START.plusSeconds(15), true);
    calls(link(bought, "AROADEEPER", "alice-3", START.plusSeconds(20), true), START, 5);
    calls(link(developer, "AROAADMIN", "alice", START.plusSeconds(7), false), START, 5);
    calls(new Credentials("AKIAUSER", "AIDAUSER", HOME, START, ""), START, 5);
    byService();
  }

  private Credentials root(
      String provider, String role, String name, Instant at, boolean isRecorded, int which) {
    var arn = "arn:aws:iam::" + HOME + ":oidc-provider/" + provider;
    var key = "ASIAROOT" + number;
    var principal = role + ":" + name;
    var subject =
        provider.equals(PULUMI)
            ? "pulumi:deploy:org:acme:project:web:stack:s%d:operation:update:scope:write"
                .formatted(which)
            : "repo:acme/web:ref:refs/heads/main";
    var record = record("sts.amazonaws.com", "AssumeRoleWithWebIdentity", at, HOME, true);
    var identity = record.putObject("userIdentity");
    identity.put("type", "WebIdentityUser").put("principalId", arn + ":acme:" + subject);
    identity.put("userName", subject).put("identityProvider", arn);
    var request = record.putObject("requestParameters");
    request.put("roleArn", "arn:aws:iam::" + HOME + ":role/" + role);
    request.put("roleSessionName", name);
    var response = issued(record, key, principal, at);
    response.put("subjectFromWebIdentityToken", subject);
    response.put("provider", arn).put("audience", "acme");
    if (isRecorded) {
      records.add(record);
    }
    return new Credentials(key, principal, HOME, at, arn);
  }

  private Credentials link(
      Credentials parent, String role, String name, Instant at, boolean crossAccount) {
    var key = "ASIALINK" + number;
    var principal = role + ":" + name;
    var record = record("sts.amazonaws.com", "AssumeRole", at, parent.account(), true);
    caller(record, parent);
    var roleArn = "arn:aws:iam::" + (crossAccount ? OTHER : HOME) + ":role/" + role;
    record.putObject("requestParameters").put("roleArn", roleArn).put("roleSessionName", name);
    issued(record, key, principal, at);
    records.add(record);
    if (crossAccount) {
      var shared = new UUID(3, number).toString();
      record.put("sharedEventID", shared);
      var copy = record.deepCopy();
      copy.put("eventID", new UUID(1, ++number).toString()).put("recipientAccountId", OTHER);
      var identity = copy.putObject("userIdentity");
      identity.put("type", "AWSAccount").put("principalId", parent.principal());
      identity.put("accountId", parent.account());
      records.add(copy);
    }
    return new Credentials(key, principal, crossAccount ? OTHER : HOME, at, "");
  }

  private static ObjectNode issued(ObjectNode record, String key, String principal, Instant at) {
    var response = record.putObject("responseElements");
    var credentials = response.putObject("credentials");
    credentials.put("accessKeyId", key).put("sessionToken", TOKEN);
    credentials.put("expiration", "Nov 20, 2026, 11:59:59 PM");
    var user = response.putObject("assumedRoleUser");
    user.put("assumedRoleId", principal);
    user.put("arn", "arn:aws:sts::" + HOME + ":assumed-role/x/" + at.getEpochSecond());
    return response;
  }

  private void calls(Credentials by, Instant from, int count) {
    for (var call = 0; call < count; call++) {
      var at = from.plusSeconds(1 + random.nextInt(40));
      var record =
          switch (random.nextInt(4)) {
            case 0 -> record("s3.amazonaws.com", "GetObject", at, by.account(), true);
            case 1 -> record("ec2.amazonaws.com", "DescribeVpcs", at, by.account(), true);
            case 2 -> record("s3.amazonaws.com", "CreateBucket", at, by.account(), false);
            default -> record("ec2.amazonaws.com", "CreateSecurityGroup", at, by.account(), false);
          };
      caller(record, by);
      if (random.nextInt(5) == 0) {
        record.put("errorCode", "AccessDenied");
      }
      var bucket = "bucket-" + random.nextInt(6);
      record.putObject("requestParameters").put("bucketName", bucket);
      record
          .putObject("responseElements")
          .put("groupId", "sg-0000000%d".formatted(random.nextInt(9)));
      record.putArray("resources").addObject().put("ARN", "arn:aws:s3:::" + bucket);
      records.add(record);
    }
  }

  /// A call that a service makes for the caller: another key, or none, and the same session.
  private void service(Credentials by, Instant at) {
    var record = record("kms.amazonaws.com", "CreateGrant", at, by.account(), false);
    caller(record, new Credentials("", by.principal(), by.account(), by.created(), ""));
    ((ObjectNode) record.get("userIdentity")).put("invokedBy", "s3.amazonaws.com");
    records.add(record);
    // The owner of a resource in another account sees the principal only.
    var copy = record("s3.amazonaws.com", "PutObject", at, OTHER, false);
    var identity = copy.putObject("userIdentity");
    identity.put("type", "AWSAccount").put("principalId", by.principal());
    records.add(copy);
  }

  private void byService() {
    var record = record("sts.amazonaws.com", "AssumeRole", START, HOME, true);
    record
        .putObject("userIdentity")
        .put("type", "AWSService")
        .put("invokedBy", "ec2.amazonaws.com");
    var credentials = record.putObject("responseElements").putObject("credentials");
    credentials.put("accessKeyId", "ASIASERVICE").put("sessionToken", TOKEN);
    records.add(record);
  }

  private static void caller(ObjectNode record, Credentials by) {
    var identity = record.putObject("userIdentity");
    var isUser = by.principal().startsWith("AIDA");
    identity.put("type", isUser ? "IAMUser" : "AssumedRole").put("principalId", by.principal());
    identity.put("accountId", by.account());
    if (!by.key().isEmpty()) {
      identity.put("accessKeyId", by.key());
    }
    if (isUser) {
      return;
    }
    var context = identity.putObject("sessionContext");
    context
        .putObject("attributes")
        .put("creationDate", by.created().truncatedTo(SECONDS).toString());
    if (!by.provider().isEmpty()) {
      context.putObject("webIdFederationData").put("federatedProvider", by.provider());
    }
  }

  private ObjectNode record(
      String source, String name, Instant at, String account, boolean readOnly) {
    var record = JSON.createObjectNode();
    record.put("eventVersion", "1.11").put("eventID", new UUID(1, ++number).toString());
    record.put("eventTime", at.truncatedTo(SECONDS).toString());
    record.put("eventSource", source).put("eventName", name).put("awsRegion", "us-east-1");
    return record.put("recipientAccountId", account).put("readOnly", readOnly);
  }

  /// Long after everything.
  public static Instant end() {
    return START.plus(Duration.ofDays(2));
  }
}
