package io.deploytrail.attribution;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cloudtrail.Root;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// A root session whose name may state a [Claim]: what decides whether it does, and from when to
/// when it lived.
///
/// `provider` and `subject` are those of its web identity; `corrects` is the event that its record
/// corrects.
public record Claimant(
    String eventId,
    Instant issuedAt,
    Instant expiresAt,
    String sessionName,
    String provider,
    String subject,
    Optional<String> corrects) {
  /// Oldest first; the event id makes it a total order.
  public static final Comparator<Claimant> ORDER =
      Comparator.comparing(Claimant::issuedAt).thenComparing(Claimant::eventId);

  public Claimant {
    requireNonNull(eventId, "eventId");
    requireNonNull(issuedAt, "issuedAt");
    requireNonNull(expiresAt, "expiresAt");
    requireNonNull(sessionName, "sessionName");
    requireNonNull(provider, "provider");
    requireNonNull(subject, "subject");
    requireNonNull(corrects, "corrects");
  }

  public static Claimant of(Root root) {
    var session = root.session();
    return new Claimant(
        root.event().id(),
        session.issuedAt(),
        session.expiresAt(),
        session.name(),
        root.identity().provider(),
        root.identity().subject(),
        root.event().corrects());
  }
}
