package io.deploytrail.calls;

import static java.time.temporal.ChronoUnit.SECONDS;
import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.Origin;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Root;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The session at the top of a call's chain, by its principal id and the second of its creation.
///
/// Nearly every call of a session states both, and the `AssumeRole` by which it bought another
/// states them for that one's calls; so a call's root session is the same whether the root's
/// issuance is known yet or not. A call that states less, or a second that is rounded otherwise,
/// has one as soon as the issuance is known: its file is read again then.
public record RootSession(PrincipalId principal, Instant created) {
  public RootSession {
    requireNonNull(principal, "principal");
    created = created.truncatedTo(SECONDS);
  }

  public static RootSession of(Issuance root) {
    return new RootSession(root.session().principal(), root.session().issuedAt());
  }

  /// The root session of a call by that caller with that origin: by the root's issuance, or while
  /// that is not known, as a record of a session states it; empty if none does.
  public static Optional<RootSession> of(Caller caller, Origin origin) {
    return issued(origin.chain()).or(() -> stated(top(caller, origin.chain())));
  }

  /// The caller on whose session all of the chain rests, as far as the chain is known.
  private static Caller top(Caller caller, List<Issuance> chain) {
    var top = caller;
    for (var issuance : chain) {
      if (issuance instanceof Link link) {
        top = link.caller();
      }
    }
    return top;
  }

  private static Optional<RootSession> stated(Caller caller) {
    return caller
        .principal()
        .filter(PrincipalId::isRoleSession)
        .flatMap(principal ->
            caller.sessionCreated().map(created -> new RootSession(principal, created)));
  }

  private static Optional<RootSession> issued(List<Issuance> chain) {
    return chain.isEmpty() || !(chain.getLast() instanceof Root root)
        ? Optional.empty()
        : Optional.of(of(root));
  }
}
