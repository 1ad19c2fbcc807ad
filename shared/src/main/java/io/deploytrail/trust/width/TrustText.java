package io.deploytrail.trust.width;

/// The text of a policy as IAM counts it. Source: IAM User Guide, "IAM and AWS STS quotas".
final class TrustText {
  private TrustText() {}

  /// Without white space.
  static int length(String text) {
    return (int) text.codePoints().filter(sign -> !Character.isWhitespace(sign)).count();
  }
}
