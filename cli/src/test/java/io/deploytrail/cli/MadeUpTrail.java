package io.deploytrail.cli;

/// Made-up records of one deployment: its session, its calls, a chain, a denied attempt, a
/// stranger.
public final class MadeUpTrail {
  /// Stands in each place where AWS puts a secret; must never come out anywhere.
  public static final String TOKEN = "SECRET-SESSION-TOKEN";

  public static final String ID = "806bf21f-444f-4825-a80c-afd12cd2526a";
  public static final String CALL = "10000000-0000-4000-8000-000000000002";
  public static final String CHAINED = "10000000-0000-4000-8000-000000000004";
  public static final String STRANGER = "10000000-0000-4000-8000-000000000005";
  public static final String KEY = "ASIADEPLOY0000000001";
  public static final String ROLE = "arn:aws:sts::111122223333:assumed-role/deploy/pulumi-" + ID;

  public static final String PROVIDER =
      "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc";
  public static final String SUBJECT =
      "pulumi:deploy:org:acme:project:web:stack:prod:operation:update:scope:write";

  public static final String ROOT =
      """
      {"eventVersion":"1.08","userIdentity":{"type":"WebIdentityUser","principalId":"%1$s:acme:%2$s",
      "userName":"%2$s","identityProvider":"%1$s"},"eventTime":"2026-11-20T09:00:00Z",
      "eventSource":"sts.amazonaws.com","eventName":"AssumeRoleWithWebIdentity","awsRegion":"us-east-1",
      "requestParameters":{"roleArn":"arn:aws:iam::111122223333:role/deploy","roleSessionName":"pulumi-%3$s",
      "policyArns":[{"arn":"arn:aws:iam::aws:policy/ReadOnlyAccess"}]},
      "responseElements":{"credentials":{"accessKeyId":"%4$s","sessionToken":"%5$s",
      "expiration":"Nov 20, 2026, 10:00:00 AM"},"subjectFromWebIdentityToken":"%2$s",
      "assumedRoleUser":{"assumedRoleId":"AROADEPLOY:pulumi-%3$s","arn":"%6$s"},
      "provider":"%1$s","audience":"acme"},"eventID":"10000000-0000-4000-8000-000000000001",
      "recipientAccountId":"111122223333"}\
      """
          .formatted(PROVIDER, SUBJECT, ID, KEY, TOKEN, ROLE)
          .replace("\n", "");

  public static final String BUCKET =
      call(
          CALL,
          "s3.amazonaws.com",
          "CreateBucket",
          "AROADEPLOY:pulumi-" + ID,
          KEY,
          "09:00:00",
          "null");

  public static final String LINK =
      call(
          "10000000-0000-4000-8000-000000000003",
          "sts.amazonaws.com",
          "AssumeRole",
          "AROADEPLOY:pulumi-" + ID,
          KEY,
          "09:00:00",
          """
          {"credentials":{"accessKeyId":"ASIACHILD00000000001","sessionToken":"%s",
          "expiration":"Nov 20, 2026, 10:02:00 AM"},
          "assumedRoleUser":{"assumedRoleId":"AROACHILD:next","arn":"arn:aws:sts::111122223333:assumed-role/child/next"}}\
          """
              .formatted(TOKEN)
              .replace("\n", ""));

  /// Of an environment that a person opened, and a call of it.
  public static final String ESC =
      ROOT.replace(
              SUBJECT,
              "pulumi:environments:pulumi.organization.login:acme:pulumi.user.login:jane:rootEnvironment.name:base/login")
          .replace("10000000-0000-4000-8000-000000000001", "10000000-0000-4000-8000-000000000008")
          .replace(KEY, "ASIAENVIRONMENT00001")
          .replace("pulumi-" + ID, "login");

  public static final String ESC_CALL =
      BUCKET
          .replace(CALL, "10000000-0000-4000-8000-000000000009")
          .replace(KEY, "ASIAENVIRONMENT00001")
          .replace("pulumi-" + ID, "login");

  /// By which the deployment becomes the root of another account.
  public static final String ASSUME_ROOT =
      LINK.replace("10000000-0000-4000-8000-000000000003", "10000000-0000-4000-8000-000000000007")
          .replace("\"AssumeRole\"", "\"AssumeRoot\"")
          .replace(
              "\"roleArn\":\"arn:aws:iam::111122223333:role/child\"",
              "\"targetPrincipal\":\"444455556666\"")
          .replace("ASIACHILD00000000001", "ASIAMEMBER0000000001")
          .replaceFirst(",\"assumedRoleUser\":\\{[^}]*\\}", "");

  public static final String CHAINED_CALL =
      call(
          CHAINED,
          "ec2.amazonaws.com",
          "RunInstances",
          "AROACHILD:next",
          "ASIACHILD00000000001",
          "09:05:00",
          "null");

  public static final String STRANGERS_CALL =
      call(
          STRANGER,
          "ec2.amazonaws.com",
          "DescribeVpcs",
          "AROAOTHER:alice",
          "ASIAOTHER00000000001",
          "08:00:00",
          "null");

  public static final String DENIED =
      """
      {"eventVersion":"1.08","userIdentity":{"type":"WebIdentityUser","principalId":"%1$s:acme:%2$s",
      "userName":"%2$s","identityProvider":"%1$s"},"eventTime":"2026-11-20T08:00:00Z",
      "eventSource":"sts.amazonaws.com","eventName":"AssumeRoleWithWebIdentity","awsRegion":"us-east-1",
      "errorCode":"AccessDenied","errorMessage":"An unknown error occurred","responseElements":null,
      "requestParameters":{"roleArn":"arn:aws:iam::111122223333:role/deploy","roleSessionName":"pulumi-%3$s"},
      "eventID":"10000000-0000-4000-8000-000000000006","recipientAccountId":"111122223333"}\
      """
          .formatted(PROVIDER, SUBJECT, ID)
          .replace("\n", "");

  private MadeUpTrail() {}

  private static String call(
      String id,
      String source,
      String name,
      String principal,
      String key,
      String created,
      String response) {
    return """
    {"eventVersion":"1.08","userIdentity":{"type":"AssumedRole","principalId":"%s","accountId":"111122223333",
    "accessKeyId":"%s","sessionContext":{"attributes":{"creationDate":"2026-11-20T%sZ"}}},
    "eventTime":"2026-11-20T09:05:00Z","eventSource":"%s","eventName":"%s","awsRegion":"us-east-1",
    "requestParameters":{"roleArn":"arn:aws:iam::111122223333:role/child"},"responseElements":%s,
    "eventID":"%s","recipientAccountId":"111122223333"}\
    """
        .formatted(principal, key, created, source, name, response, id)
        .replace("\n", "");
  }

  /// All of them as a log file.
  public static String log() {
    return "{\"Records\":["
        + String.join(",", STRANGERS_CALL, CHAINED_CALL, BUCKET, DENIED, LINK, ROOT, BUCKET)
        + "]}";
  }
}
