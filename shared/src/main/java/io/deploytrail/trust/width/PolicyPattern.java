package io.deploytrail.trust.width;

/// What a policy that is written names as a value: a text, or a pattern whose texts are names
/// without wildcards.
sealed interface PolicyPattern {
  /// As it stands under `StringEquals`, in version 2012-10-17.
  record LiteralText(String text) implements PolicyPattern {
    String underEquals() {
      return text.replace("${", "${$}{");
    }

    @Override
    public String underLike() {
      var escaped = new StringBuilder();
      for (var at = 0; at < text.length(); at++) {
        var sign = text.charAt(at);
        var isVariable = sign == '$' && text.startsWith("${", at);
        escaped.append(
            sign == '*' || sign == '?' || isVariable ? "${" + sign + "}" : String.valueOf(sign));
      }
      return escaped.toString();
    }
  }

  /// With `*`.
  record WithWildcards(String underLike) implements PolicyPattern {}

  static PolicyPattern pattern(String text) {
    return new WithWildcards(text);
  }

  /// As it stands under `StringLike`.
  String underLike();
}
