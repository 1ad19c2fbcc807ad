package io.deploytrail.ingestion;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.Providers;
import io.deploytrail.attribution.SessionLookup;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.pulumi.SessionNames;
import java.util.function.Function;

/// Decides what of a trail matters: Pulumi's sessions, those that look like them, and what they
/// did; a trail may hold millions of others.
///
/// `rules` makes the rules of attribution over some sessions.
public record Selection(
    SessionNames names, Providers providers, Function<SessionLookup, Attributor> rules) {
  public Selection {
    requireNonNull(names, "names");
    requireNonNull(providers, "providers");
    requireNonNull(rules, "rules");
  }

  /// Pulumi's own sessions, and those that only look like them.
  boolean matters(Root root) {
    return isPulumis(root) || names.presentsItself(root.session().name());
  }

  boolean isPulumis(Root root) {
    return providers.include(root.identity().provider());
  }

  boolean matters(DeniedAttempt denied) {
    return providers.include(denied.identity().provider());
  }

  /// Whether the call issues a session that looks like Pulumi's, to whomever.
  boolean givesLookalike(Call call) {
    return call.issued().filter(issued -> names.presentsItself(issued.name())).isPresent();
  }

  /// Whether that call's caller may matter, or, if it bought a session and says nothing of the
  /// caller's, the other account's copy of it may name one. A service has no other copy.
  public boolean mayMatter(Call call) {
    var caller = call.caller();
    return mayMatter(caller)
        || (call.issued().isPresent()
            && caller.sessionCreated().isEmpty()
            && caller.accessKey().isEmpty()
            && !caller.isService());
  }

  /// Whether that caller may be, or may turn out to be, Pulumi-rooted: by its record's own
  /// provider, or, if AWS names none, as the caller of any session that STS may have issued; or
  /// whether its name presents itself.
  boolean mayMatter(Caller caller) {
    return caller.federatedProvider().map(providers::include).orElse(caller.mayBeIssued())
        || caller.roleSessionName().filter(names::presentsItself).isPresent();
  }

  /// Whether later records can say more of that caller than its own does. A chain begins with the
  /// provider that its records name, if they name one.
  boolean mayTurnOut(Caller caller) {
    return caller.federatedProvider().map(providers::include).orElse(true);
  }
}
