package io.deploytrail.resources;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Ids that EC2 assigns, which name their own type: `sg-0a1b2c3d4e5f67890`.
///
/// "Resource IDs" (Amazon EC2 User Guide): a prefix of the type, a hyphen, 8 or 17 hexadecimal
/// digits.
final class Ec2Ids {
  private static final int LEAST_DIGITS = 8;

  /// By the prefix of its ids: a type, as its ARNs spell it.
  private static final Map<String, String> TYPES = types();

  private Ec2Ids() {}

  /// The type of which that text is an id, if it is one of a known type.
  static Optional<String> typeOf(String text) {
    return isAssigned(text)
        ? Optional.ofNullable(TYPES.get(text.substring(0, text.lastIndexOf('-'))))
        : Optional.empty();
  }

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

  private static Map<String, String> types() {
    var types = new HashMap<String, String>();
    for (var row : TextTable.rows("ec2-ids.txt")) {
      var space = row.indexOf(' ');
      types.put(row.substring(0, space), row.substring(space + 1));
    }
    return types;
  }
}
