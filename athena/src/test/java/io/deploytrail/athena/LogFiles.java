package io.deploytrail.athena;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Log files of a trail made up by hand, of one Region and mostly of one account, and the records
/// in them; `prefix` stands in their keys behind `AWSLogs/`, as an organization's id does.
record LogFiles(Path folder, String prefix) {
  static final String ACCOUNT = "111122223333";
  static final String REGION = "us-east-1";

  LogFiles(Path folder) {
    this(folder, "");
  }

  /// Writes a file of that day (`2026/11/20`) with these records.
  void deliver(String day, String name, String... records) {
    write(day, name, content(records));
  }

  /// Writes a file of that account and day with these records.
  void deliver(String account, String day, String name, String[] records) {
    write(folder.resolve(key(account, REGION, day, name)), content(records));
  }

  /// Writes a file of that account, Region and day with these records.
  void deliverFrom(String account, String region, String day, String... records) {
    write(folder.resolve(key(account, region, day, "file")), content(records));
  }

  private static String content(String... records) {
    // CloudTrail writes a file as one line, and Trino reads a row a line.
    return ("{\"Records\":[" + String.join(",", records) + "]}").replace("\n", "");
  }

  /// Where the engine finds the file of that day.
  static String address(String day, String name) {
    return "local:///" + new LogFiles(Path.of("")).key(ACCOUNT, REGION, day, name);
  }

  private String key(String account, String region, String day, String name) {
    return "AWSLogs/%s%s/CloudTrail/%s/%s/%s.json.gz".formatted(prefix, account, region, day, name);
  }

  /// Writes a file of that day with that content.
  void write(String day, String name, String content) {
    write(folder.resolve(key(ACCOUNT, REGION, day, name)), content);
  }

  private static void write(Path path, String content) {
    try {
      Files.createDirectories(path.resolveSibling(""));
      try (var out = new GZIPOutputStream(Files.newOutputStream(path))) {
        out.write(content.getBytes(UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void createFolder() {
    try {
      Files.createDirectories(folder.resolve("AWSLogs"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An engine over these files, with all views.
  Engine engine(Configuration configuration) {
    createFolder();
    var engine = Engine.start(folder);
    engine.createTrail("", List.of(ACCOUNT), List.of(REGION), "'2026/11/01', '2026/11/30'");
    engine.createViews(configuration);
    return engine;
  }

  /// The issuance of a session of stack acme/web/prod, with that name, under the key `ASIA<name>`.
  static String root(String event, String time, String name) {
    return """
    {"eventVersion":"1.11","eventID":"%s","eventTime":"%s","eventSource":"sts.amazonaws.com","eventName":"AssumeRoleWithWebIdentity",
     "awsRegion":"us-east-1","recipientAccountId":"111122223333","readOnly":true,
     "userIdentity":{"type":"WebIdentityUser","principalId":"%s:acme:%s","userName":"%s","identityProvider":"%s"},
     "requestParameters":{"roleArn":"arn:aws:iam::111122223333:role/deploy","roleSessionName":"%s","durationSeconds":3600},
     "responseElements":{"credentials":{"accessKeyId":"ASIA%s","sessionToken":"an example, not a token"},
      "assumedRoleUser":{"assumedRoleId":"AROAEXAMPLE:%s","arn":"arn:aws:sts::111122223333:assumed-role/deploy/%s"},
      "audience":"acme","provider":"%s","subjectFromWebIdentityToken":"%s"}}
    """
        .formatted(
            event, time, PROVIDER, SUBJECT, SUBJECT, PROVIDER, name, name, name, name, PROVIDER,
            SUBJECT);
  }

  /// A call with the session of that name, which was issued at that time; the record does not name
  /// the provider.
  static String call(String event, String time, String name, String issued) {
    return """
    {"eventVersion":"1.11","eventID":"%s","eventTime":"%s","eventSource":"s3.amazonaws.com","eventName":"CreateBucket",
     "awsRegion":"us-east-1","recipientAccountId":"111122223333","readOnly":false,
     "userIdentity":{"type":"AssumedRole","principalId":"AROAEXAMPLE:%s","arn":"arn:aws:sts::111122223333:assumed-role/deploy/%s",
      "accountId":"111122223333","accessKeyId":"ASIA%s","sessionContext":{"attributes":{"creationDate":"%s"}}},
     "requestParameters":{"bucketName":"acme-assets"},"responseElements":null}
    """
        .formatted(event, time, name, name, name, issued);
  }

  private static final String PROVIDER =
      "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc";
  private static final String SUBJECT =
      "pulumi:deploy:org:acme:project:web:stack:prod:operation:update:scope:write";
}
