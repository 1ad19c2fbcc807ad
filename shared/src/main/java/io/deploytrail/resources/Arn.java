package io.deploytrail.resources;

import java.util.Optional;

/// An ARN in its parts; `region` and `account` are empty where the resource's ARN names none.
///
/// "Amazon Resource Names (ARNs)" (AWS General Reference):
/// `arn:<partition>:<service>:<region>:<account>:<resource>`.
record Arn(String partition, String service, String region, String account, String resource) {
  private static final String SCHEME = "arn:";
  private static final int PARTS = 6;

  static Optional<Arn> parse(String text) {
    if (!text.startsWith(SCHEME)) {
      return Optional.empty();
    }
    var parts = text.split(":", PARTS);
    return parts.length < PARTS || parts[2].isEmpty() || parts[PARTS - 1].isEmpty()
        ? Optional.empty()
        : Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[PARTS - 1]));
  }

  Arn with(String otherResource) {
    return new Arn(partition, service, region, account, otherResource);
  }

  /// What stands behind the type: `team/app` of `repository/team/app`, `orders` of `orders`.
  String name() {
    for (var i = 0; i < resource.length() - 1; i++) {
      if (resource.charAt(i) == '/' || resource.charAt(i) == ':') {
        // The leading slash of `/restapis/abc` begins the type.
        if (i > 0) {
          return resource.substring(i + 1);
        }
      }
    }
    return resource;
  }

  /// Whether both are ARNs of one partition, service, Region and account.
  boolean isBeside(Arn other) {
    return with("").equals(other.with(""));
  }

  @Override
  public String toString() {
    return String.join(":", "arn", partition, service, region, account, resource);
  }
}
