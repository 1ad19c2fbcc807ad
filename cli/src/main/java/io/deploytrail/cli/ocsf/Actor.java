package io.deploytrail.cli.ocsf;

import io.deploytrail.attribution.Confidence;
import io.deploytrail.attribution.Environment;
import io.deploytrail.attribution.Origin;
import io.deploytrail.cloudtrail.CallDetails;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Root;
import java.util.Optional;

/// Who made a call, as OCSF's `actor`: by its record, and by the issuance of its session where the
/// call is proven to be that session's.
record Actor(CallDetails details, Origin origin) {
  private static final int OTHER = 99;

  EventAttributes attributes() {
    return new EventAttributes()
        .object("user", user())
        .object("session", session())
        .object("idp", new EventAttributes().text("name", identityProvider()))
        .text("app_name", caller().invokedBy());
  }

  private Caller caller() {
    return details.call().caller();
  }

  /// The types that OCSF numbers know no assumed role, so that AWS's names stand.
  private EventAttributes user() {
    var principal = caller().principal().map(PrincipalId::value);
    var user =
        new EventAttributes()
            .text("name", details.userName().or(() -> person().flatMap(Environment::user)))
            .object(
                "org", new EventAttributes().text("name", person().map(Environment::organization)))
            .text("uid", caller().arn().or(() -> principal))
            .text("uid_alt", principal)
            .object("account", ApiActivity.account(caller().account()));
    if (user.isEmpty()) {
      user.text("name", ApiActivity.UNKNOWN);
    }
    return user.number("type_id", caller().type().isPresent() ? OTHER : 0)
        .text("type", caller().type().orElse(ApiActivity.UNKNOWN));
  }

  /// Who opened the environment whose session made the call: Pulumi signed that, and AWS's record
  /// names nobody.
  private Optional<Environment> person() {
    return isProven() && details.userName().isEmpty()
        ? origin.environment().filter(environment -> environment.user().isPresent())
        : Optional.empty();
  }

  private EventAttributes session() {
    var issued = issuance().map(Issuance::session);
    return new EventAttributes()
        .text("uid", issued.map(session -> session.accessKey().value()))
        .text("uid_alt", caller().isRoleSession() ? caller().arn() : Optional.empty())
        .text("credential_uid", caller().accessKey().map(Object::toString))
        .text("issuer", details.sessionIssuer().or(() -> issued.flatMap(session -> session.role())))
        .time("created_time", caller().sessionCreated().or(() -> issued.map(it -> it.issuedAt())))
        .time("expiration_time", issued.map(session -> session.expiresAt()));
  }

  /// In which the session that signed the call was bought.
  private Optional<Issuance> issuance() {
    return isProven() ? origin.chain().stream().findFirst() : Optional.empty();
  }

  /// AWS writes it into the calls of the session that the token bought, and the root's issuance has
  /// it for all of the chain.
  private Optional<String> identityProvider() {
    var provider = caller().federatedProvider();
    if (provider.isPresent() || !isProven() || origin.chain().isEmpty()) {
      return provider;
    }
    return origin.chain().getLast() instanceof Root root
        ? Optional.of(root.identity().provider())
        : Optional.empty();
  }

  private boolean isProven() {
    return origin.confidence().equals(Optional.of(Confidence.PROVEN));
  }
}
