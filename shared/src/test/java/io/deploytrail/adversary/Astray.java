package io.deploytrail.adversary;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A hop of an answer's chain that is not the right one: who really signed the `deed`, and to which
/// session the answer ties it.
record Astray(World world, Deed deed, Said.Hop session, List<Said.Hop> chain) {
  private Signature signature() {
    return new Signature(deed.record);
  }

  /// The reason why the design lets it be, if it does.
  Optional<Limit> limit(Said said) {
    var signature = signature();
    var isInferred = said.confidence().equals("INFERRED");
    if (!signature.isKeyed() && deed.harm() == Deed.Harm.LIE) {
      return Optional.of(Limit.LIED);
    }
    if (contradicts().isPresent()) {
      return Optional.empty();
    }
    if (isInferred
        && signature.created().isEmpty()
        && !signature.isKeyed()
        && !Ties.isWithin(deed)) {
      return Optional.of(Limit.WINDOW);
    }
    if (!deed.by.isSession() || world.knows(deed.by)) {
      return Optional.empty();
    }
    if (signature.isKeyed()) {
      return signature.principal().isEmpty() ? Optional.of(Limit.KEY_ALONE) : Optional.empty();
    }
    if (isInferred) {
      return Optional.of(Limit.NOT_KNOWN);
    }
    return !signature.created().isEmpty() && (isLink() || !signature.provider().isEmpty())
        ? Optional.of(Limit.TWIN)
        : Optional.empty();
  }

  /// The rule that forbids this tie.
  Rule broken() {
    return contradicts()
        .orElseGet(() ->
            switch (deed.by.kind) {
              case SAML -> Rule.SAML_IS_A_LINK;
              case WEB_IDENTITY, LINK, MEMBER_ROOT -> Rule.FORWARDED_WITHOUT_PROVIDER;
              case USER, SERVICE -> Rule.NOBODY;
            });
  }

  /// What the record says that is not so of the session.
  private Optional<Rule> contradicts() {
    var signature = signature();
    if (signature.isKeyed() && !signature.key().equals(session.key())) {
      return Optional.of(Rule.KEY_AT_A_TIE);
    }
    if (!signature.provider().isEmpty() && !signature.provider().equals(rootsProvider())) {
      return Optional.of(isLink() ? Rule.PROVIDER_AT_A_LINK : Rule.PROVIDER_AT_A_TIE);
    }
    if (!signature.principal().isEmpty() && !signature.principal().equals(session.principal())) {
      return Optional.of(Rule.PRINCIPAL_AT_A_TIE);
    }
    return differsInDate(signature) ? Optional.of(Rule.DATE_AT_A_TIE) : Optional.empty();
  }

  private boolean differsInDate(Signature signature) {
    if (signature.created().isEmpty()) {
      return false;
    }
    var created = Instant.parse(signature.created()).getEpochSecond();
    var issued = Instant.parse(session.issuedAt()).getEpochSecond();
    return Math.abs(created - issued) > (signature.isKeyed() ? 1 : 0);
  }

  private boolean isLink() {
    return issuer(session).filter(issuance -> !issuance.isRootIssuance()).isPresent();
  }

  private String rootsProvider() {
    return issuer(chain.getLast()).map(issuance -> provider(issuance.record)).orElse("");
  }

  private static String provider(JsonNode record) {
    var answered = record.path("responseElements").path("provider");
    return answered.isTextual()
        ? answered.asText()
        : record.path("userIdentity").path("identityProvider").asText();
  }

  private Optional<Deed> issuer(Said.Hop session) {
    return world.deeds.stream()
        .filter(other -> other.issued.isPresent() && other.eventId().equals(session.issuedBy()))
        .findFirst();
  }

  @Override
  public String toString() {
    return "event " + deed.eventId() + " of " + deed.by + " is tied to " + session;
  }
}
