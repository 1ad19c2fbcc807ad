package io.deploytrail.cloudtrail;

import static java.util.Objects.requireNonNull;

/// What AWS checked of a web-identity token: the OIDC provider's ARN, `aud` and `sub`, as the
/// record spells them.
///
/// A denied attempt may lack any of them; they are then empty.
public record WebIdentity(String provider, String audience, String subject) {
  public WebIdentity {
    requireNonNull(provider, "provider");
    requireNonNull(audience, "audience");
    requireNonNull(subject, "subject");
  }
}
