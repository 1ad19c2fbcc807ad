package io.deploytrail.adversary;

/// A role of the made-up world; `partition` as it stands in its ARN, `id` as AWS gives it.
record Role(String partition, String account, String id, String name) {
  String arn() {
    return "arn:%s:iam::%s:role/%s".formatted(partition, account, name);
  }

  String sessionArn(String sessionName) {
    return "arn:%s:sts::%s:assumed-role/%s/%s".formatted(partition, account, name, sessionName);
  }

  String principal(String sessionName) {
    return id + ":" + sessionName;
  }
}
