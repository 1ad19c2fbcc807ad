package io.deploytrail.cloudtrail;

import java.util.Optional;

/// The ARN of an assumed role, `arn:<partition>:sts::<account>:assumed-role/<role>/<session name>`,
/// taken apart.
///
/// The role's path is not in it.
final class AssumedRole {
  private static final int PARTS = 6;
  private static final String RESOURCE = "assumed-role/";

  private AssumedRole() {}

  /// The role session name; empty for another ARN.
  static Optional<String> sessionName(String arn) {
    var parts = arn.split(":", PARTS);
    if (parts.length < PARTS || !parts[2].equals("sts") || !parts[5].startsWith(RESOURCE)) {
      return Optional.empty();
    }
    var slash = parts[5].indexOf('/', RESOURCE.length());
    return slash < 0 || slash + 1 == parts[5].length()
        ? Optional.empty()
        : Optional.of(parts[5].substring(slash + 1));
  }

  /// The account in an ARN of IAM or STS; empty if it names none.
  static Optional<String> account(String arn) {
    var parts = arn.split(":", PARTS);
    return parts.length < PARTS || parts[4].isEmpty() ? Optional.empty() : Optional.of(parts[4]);
  }
}
