package io.deploytrail.adversary;

/// What an OIDC provider signed for a session: the provider's ARN, audience and subject.
record Token(String provider, String audience, String subject) {
  /// The `principalId` of the record in which the token is shown.
  String principal() {
    return provider + ":" + audience + ":" + subject;
  }
}
