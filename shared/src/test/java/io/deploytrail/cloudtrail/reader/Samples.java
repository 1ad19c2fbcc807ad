package io.deploytrail.cloudtrail.reader;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/// Records of an invented account, shaped as AWS writes them.
public final class Samples {
  public static final String TOKEN = "FQoGsessiontokenmarker";
  public static final String PROVIDER =
      "arn:aws:iam::111122223333:oidc-provider/api.pulumi.com/oidc";
  public static final String SUBJECT =
      "pulumi:deploy:org:acme:project:web:stack:prod:operation:update:scope:write";
  public static final String NAME = "acme-web-prod-806bf21f-444f-4825-a80c-afd12cd2526a";

  public static final String ROOT =
      """
      {"eventVersion":"1.08","userIdentity":{"type":"WebIdentityUser",
      "principalId":"%1$s:acme:%2$s","userName":"%2$s","identityProvider":"%1$s"},
      "eventTime":"2026-11-20T09:30:00Z","eventSource":"sts.amazonaws.com",
      "eventName":"AssumeRoleWithWebIdentity","awsRegion":"eu-west-1","sourceIPAddress":"192.0.2.7",
      "requestParameters":{"roleArn":"arn:aws:iam::111122223333:role/ci/deploy",
      "roleSessionName":"%3$s","durationSeconds":5400,
      "policyArns":[{"arn":"arn:aws:iam::aws:policy/ReadOnlyAccess"},"arn:aws:iam::aws:policy/Two"]},
      "responseElements":{"credentials":{"accessKeyId":"ASIAROOT","sessionToken":"%4$s",
      "expiration":"Nov 20, 2026, 11:00:00 AM"},"subjectFromWebIdentityToken":"%2$s",
      "assumedRoleUser":{"assumedRoleId":"AROAROLE:%3$s",
      "arn":"arn:aws:sts::111122223333:assumed-role/deploy/%3$s"},
      "provider":"%1$s","audience":"acme"},"requestID":"r","eventID":"%5$s",
      "readOnly":true,"eventType":"AwsApiCall","recipientAccountId":"111122223333"}\
      """
          .formatted(PROVIDER, SUBJECT, NAME, TOKEN, id(1))
          .replace("\n", "");

  public static final String DENIED =
      """
      {"eventVersion":"1.08","userIdentity":{"type":"WebIdentityUser",
      "principalId":"%1$s:acme:%2$s","userName":"%2$s","identityProvider":"%1$s"},
      "eventTime":"2026-11-20T09:30:00Z","eventSource":"sts.amazonaws.com",
      "eventName":"AssumeRoleWithWebIdentity","errorCode":"AccessDenied",
      "errorMessage":"An unknown error occurred","sourceIPAddress":"203.0.113.7","userAgent":"pulumi",
      "requestParameters":{"roleArn":null,"roleSessionName":"%3$s"},
      "responseElements":null,"eventID":"%4$s","recipientAccountId":"111122223333"}\
      """
          .formatted(PROVIDER, SUBJECT, NAME, id(2))
          .replace("\n", "");

  public static final String LINK =
      """
      {"eventVersion":"1.08","userIdentity":{"type":"AssumedRole","principalId":"AROAROLE:%1$s",
      "arn":"arn:aws:sts::111122223333:assumed-role/deploy/%1$s","accountId":"111122223333",
      "accessKeyId":"ASIAROOT","sessionContext":{"sessionIssuer":{"arn":"arn:aws:iam::1:role/x"},
      "webIdFederationData":{"federatedProvider":"%2$s","attributes":{}},
      "attributes":{"creationDate":"2026-11-20T09:30:00Z","mfaAuthenticated":"false"}}},
      "eventTime":"2026-11-20T09:31:00Z","eventSource":"sts.amazonaws.com","eventName":"AssumeRole",
      "requestParameters":{"roleArn":"arn:aws:iam::444455556666:role/target",
      "roleSessionName":"child","sourceIdentity":"asked"},
      "responseElements":{"credentials":{"accessKeyId":"ASIACHILD","sessionToken":"%3$s",
      "expiration":"Nov 20, 2026 10:31:00 AM"},
      "assumedRoleUser":{"assumedRoleId":"AROATARGET:child",
      "arn":"arn:aws:sts::444455556666:assumed-role/target/child"}},
      "eventID":"%4$s","sharedEventID":"shared-1","recipientAccountId":"444455556666"}\
      """
          .formatted(NAME, PROVIDER, TOKEN, id(3))
          .replace("\n", "");

  private Samples() {}

  public static String id(int number) {
    return "%08d-0000-4000-8000-000000000000".formatted(number);
  }

  public static String call(int number) {
    return """
    {"eventVersion":"1.09","userIdentity":{"type":"IAMUser","accountId":"111122223333"},\
    "eventTime":"2026-11-20T09:32:00Z","eventSource":"s3.amazonaws.com",\
    "eventName":"CreateBucket","requestParameters":{"a":[{"b":"}]{[\\"\\\\"}]},"eventID":"%s"}\
    """
        .formatted(id(number));
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] gzip(String text) {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /// The record as LookupEvents gives it: as text.
  public static String quoted(String json) {
    return "\"" + json.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
