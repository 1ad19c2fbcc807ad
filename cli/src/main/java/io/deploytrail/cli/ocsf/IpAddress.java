package io.deploytrail.cli.ocsf;

import java.net.Inet6Address;
import java.util.regex.Pattern;

/// Recognizes IP addresses: CloudTrail writes other texts in their place, too, such as
/// `cloudformation.amazonaws.com` and `AWS Internal`.
final class IpAddress {
  private static final Pattern VERSION_4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern MAY_BE_VERSION_6 = Pattern.compile("[0-9a-fA-F:]{2,39}");

  private IpAddress() {}

  static boolean isOne(String text) {
    return VERSION_4.matcher(text).matches() || isVersion6(text);
  }

  private static boolean isVersion6(String text) {
    if (!MAY_BE_VERSION_6.matcher(text).matches()) {
      return false;
    }
    try {
      Inet6Address.ofLiteral(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
