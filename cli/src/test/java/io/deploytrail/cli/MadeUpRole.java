package io.deploytrail.cli;

/// The role of [MadeUpTrail], its policies, and IAM's records of them.
final class MadeUpRole {
  static final String ARN = "arn:aws:iam::111122223333:role/deploy";

  private MadeUpRole() {}

  /// Lets in the subject of [MadeUpTrail] but for its stack.
  static String policyOf(String stack) {
    return policy(MadeUpTrail.SUBJECT.replace("stack:prod", "stack:" + stack));
  }

  static String policy(String subject) {
    return """
    {"Version":"2012-10-17","Statement":[{"Sid":"Deploy","Effect":"Allow","Principal":{"Federated":"%s"},\
    "Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringLike":{"api.pulumi.com/oidc:aud":"acme",\
    "api.pulumi.com/oidc:sub":"%s"}}}]}\
    """
        .formatted(MadeUpTrail.PROVIDER, subject);
  }

  /// IAM's record of a change to that policy.
  static String update(String id, String time, String policy) {
    return """
    {"eventVersion":"1.11","eventID":"20000000-0000-4000-8000-00000000000%s","eventTime":"%s","eventSource":"iam.amazonaws.com",
     "eventName":"UpdateAssumeRolePolicy","awsRegion":"us-east-1","recipientAccountId":"111122223333","readOnly":false,
     "sourceIPAddress":"192.0.2.7","userAgent":"aws-cli/2.0","eventType":"AwsApiCall",
     "userIdentity":{"type":"IAMUser","principalId":"AIDAEXAMPLE","arn":"arn:aws:iam::111122223333:user/jane","accountId":"111122223333"},
     "requestParameters":{"roleName":"deploy","policyDocument":"%s"},"responseElements":null}\
    """
        .formatted(id, time, policy.replace("\"", "\\\""))
        .replace("\n", "");
  }

  static String log(String... records) {
    return "{\"Records\":[" + String.join(",", records) + "]}";
  }
}
