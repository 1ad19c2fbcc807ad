package io.deploytrail.resources;

/// Ids that EC2 assigns, which name their own type: `sg-0a1b2c3d4e5f67890`.
///
/// "Resource IDs" (Amazon EC2 User Guide): a prefix of the type, a hyphen, 8 or 17 hexadecimal
/// digits.
final class Ec2Ids {
  private static final int LEAST_DIGITS = 8;

  private Ec2Ids() {}

  /// Whether that text is the id that EC2 assigned to that ARN's resource.
  static boolean isOf(Arn arn, String text) {
    return arn.service().equals("ec2") && isAssigned(text) && arn.resource().endsWith("/" + text);
  }

  private static boolean isAssigned(String text) {
    var digits = text.substring(text.lastIndexOf('-') + 1);
    return digits.length() >= LEAST_DIGITS
        && digits.length() < text.length()
        && digits.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }
}
