package io.deploytrail.permissions.policy;

/// Texts as a policy of version 2012-10-17 writes them, and as IAM counts them.
final class PolicyText {
  private static final int PARTS = 6;

  private PolicyText() {}

  /// A text in which no sign is a wildcard or begins a variable. Source: IAM User Guide, "IAM
  /// policy elements: Variables and tags".
  static String literal(String text) {
    var escaped = new StringBuilder();
    for (var at = 0; at < text.length(); at++) {
      var sign = text.charAt(at);
      escaped.append(
          sign == '*' || sign == '?' || sign == '$' ? "${" + sign + "}" : String.valueOf(sign));
    }
    return escaped.toString();
  }

  /// Without white space, as quotas count. Source: IAM User Guide, "IAM and AWS STS quotas".
  static int length(String json) {
    return (int) json.codePoints().filter(sign -> !Character.isWhitespace(sign)).count();
  }

  /// How much of an ARN the pattern of its type writes out, up to the first wildcard of its
  /// resource.
  static int fixedLength(String pattern, String arn) {
    var ofPattern = resource(pattern);
    var ofArn = resource(arn);
    if (ofPattern < 0 || ofArn < 0) {
      return 0;
    }
    var star = pattern.indexOf('*', ofPattern);
    var fixed = (star < 0 ? pattern.length() : star) - ofPattern;
    return Math.min(ofArn + fixed, arn.length());
  }

  /// Where an ARN's resource begins; -1 in what is none.
  private static int resource(String arn) {
    var at = 0;
    for (var part = 1; part < PARTS; part++) {
      at = arn.indexOf(':', at) + 1;
      if (at == 0) {
        return -1;
      }
    }
    return at;
  }
}
