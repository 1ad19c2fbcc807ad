package io.deploytrail.cloudtrail.reader;

import io.deploytrail.cloudtrail.WebIdentity;
import java.util.Optional;

/// What was signed, by a record that says it several times: in the response, in `userIdentity`, and
/// in its principal id, `<provider>:<audience>:<subject>`.
///
/// CloudTrail writes the same each time. A value whose copies differ is none: nothing says which of
/// them AWS wrote.
final class SignedIdentity {
  private static final String NONE = "";

  private SignedIdentity() {}

  static WebIdentity of(RecordFields fields) {
    var principal = fields.identity.principal;
    var provider =
        agreed(
            fields.response.provider,
            fields.identity.identityProvider,
            text -> principal.filter(id -> !id.startsWith(text + ":")).isEmpty());
    var subject =
        agreed(
            fields.response.subject,
            fields.identity.userName,
            text -> principal.filter(id -> !id.endsWith(":" + text)).isEmpty());
    return new WebIdentity(provider, audience(fields, provider, subject), subject);
  }

  /// Whether the principal id, where there is one, says the same.
  private interface Third {
    boolean agrees(String text);
  }

  private static String agreed(Optional<String> one, Optional<String> other, Third third) {
    if (one.isPresent() && other.isPresent() && !one.equals(other)) {
      return NONE;
    }
    return one.or(() -> other).filter(third::agrees).orElse(NONE);
  }

  private static String audience(RecordFields fields, String provider, String subject) {
    var principal = fields.identity.principal;
    var audience = fields.response.audience;
    if (audience.isEmpty()) {
      return inPrincipal(principal.orElse(""), provider, subject).orElse(NONE);
    }
    var start = provider + ":" + audience.get() + ":";
    return principal.isEmpty() || principal.get().startsWith(start) ? audience.get() : NONE;
  }

  /// All three hold colons, so the two that are known are taken off.
  private static Optional<String> inPrincipal(String principal, String provider, String subject) {
    var start = provider + ":";
    var end = ":" + subject;
    return principal.length() > start.length() + end.length()
            && principal.startsWith(start)
            && principal.endsWith(end)
        ? Optional.of(principal.substring(start.length(), principal.length() - end.length()))
        : Optional.empty();
  }
}
