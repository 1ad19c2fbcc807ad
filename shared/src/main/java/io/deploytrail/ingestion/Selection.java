package io.deploytrail.ingestion;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.Providers;
import io.deploytrail.attribution.SessionLookup;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.pulumi.SessionNames;
import java.util.function.Function;

/// What of a trail matters: a trail of an organization holds millions of sessions that are nobody's
/// business here.
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

  /// Whether the call gives somebody a session that looks like Pulumi's.
  boolean givesLookalike(Call call) {
    return !call.caller().isService()
        && call.issued().filter(issued -> names.presentsItself(issued.name())).isPresent();
  }

  /// Whether that caller may be, or may turn out to be, Pulumi-rooted: a role session that AWS does
  /// not say came from another provider's token, or one whose name presents itself.
  boolean mayMatter(Caller caller) {
    return caller.isRoleSession()
        && (caller.federatedProvider().map(providers::include).orElse(true)
            || caller
                .principal()
                .flatMap(PrincipalId::roleSessionName)
                .filter(names::presentsItself)
                .isPresent());
  }

  /// Whether what becomes known later can tell more of that caller than its own record does.
  static boolean mayTurnOut(Caller caller) {
    return caller.federatedProvider().isEmpty() || caller.sessionCreated().isEmpty();
  }
}
