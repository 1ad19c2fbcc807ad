package io.deploytrail.trust.width;

import static java.util.Objects.requireNonNull;

/// The two claims of a token on which a trust policy decides.
public record MintedToken(String audience, String subject) {
  public MintedToken {
    requireNonNull(audience, "audience");
    requireNonNull(subject, "subject");
  }
}
