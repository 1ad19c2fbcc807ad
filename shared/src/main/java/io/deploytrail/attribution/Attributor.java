package io.deploytrail.attribution;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cloudtrail.AccessKeyId;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.pulumi.SessionNames;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// The rules of attribution: ties a call to the session that signed it, and follows the chain up to
/// its root.
///
/// Never a guess: what several deployments fit is `AMBIGUOUS`, what nothing proves is `NONE`.
/// Thread-safe if the index is; stateless beside it.
public final class Attributor {
  private final SessionLookup index;
  private final SessionNames names;
  private final RootRules roots;

  /// `organizations` are the own ones; if empty, no organization is foreign.
  public Attributor(
      SessionLookup index, SessionNames names, Providers providers, Set<String> organizations) {
    this.index = requireNonNull(index, "index");
    this.names = requireNonNull(names, "names");
    this.roots = new RootRules(names, providers, organizations);
  }

  /// Which deployment made that call.
  public Attribution attribute(Call call) {
    var own = call.caller();
    var caller = otherCopy(call).orElse(own);
    var origin = walk().ofCaller(caller, call.event().time());
    var explained =
        caller.equals(own)
            ? origin
            : origin.with(
                Set.of(),
                List.of("the other account's copy of this AssumeRole tells the caller's session"));
    return new Attribution(Optional.of(call.event()), explained.asAnswer());
  }

  /// A place from which a call may come; `caller` is the one at the top of that way, as far as it
  /// is known.
  public record PossibleOrigin(Caller caller, Origin origin) {
    public PossibleOrigin {
      requireNonNull(caller, "caller");
      requireNonNull(origin, "origin");
    }
  }

  /// Tells every place from which each of many calls may come, by any record that is known: see
  /// [EveryWayUp].
  public Function<Call, List<PossibleOrigin>> possibleOrigins() {
    return new EveryWayUp(index, names, roots)::of;
  }

  /// Whether that caller's calls come from the same session whenever they were made, so that the
  /// answer for one of them stands for all.
  public boolean isTimeless(Caller caller) {
    return Tie.isTimeless(caller, index);
  }

  /// What the origin of that caller's session depends on, if the index knows no issuance of it;
  /// else empty, and for a caller that has no role session.
  public Optional<UnknownSession> unknown(Caller caller) {
    return caller.isRoleSession() && Tie.isUnknown(caller, index)
        ? Optional.of(RootRules.unknown(caller))
        : Optional.empty();
  }

  /// The origin of each session that the index does not know and that is one of these.
  public Origin origin(UnknownSession session) {
    return roots.ofMissing(session).asAnswer();
  }

  /// The origin of the session with which that caller made a call at that time: all of the
  /// attribution of a call that bought no session.
  public Origin origin(Caller caller, Instant time) {
    return walk().ofCaller(caller, time).asAnswer();
  }

  /// The origin of the session of that issuance.
  public Origin origin(Issuance issuance) {
    return walk().ofSession(issuance).asAnswer();
  }

  /// What the name of that session states and may be another's: to be asked for at once for many.
  public Set<Claim> claims(Root root) {
    return roots.claims(root);
  }

  /// Who was refused in that attempt.
  public Origin origin(DeniedAttempt denied) {
    return roots.of(denied).asAnswer();
  }

  /// The origin of the session with that access key that was valid at that time, or of any with it
  /// if `at` is empty.
  public Origin origin(AccessKeyId accessKey, List<Instant> at) {
    var tie = Tie.ofKey(accessKey, at, index);
    return ofTie(tie, "no issuance of access key " + accessKey + " is known" + validAt(at));
  }

  /// The origin of the session of that assumed-role ARN that was valid at that time.
  public Origin origin(String assumedRole, Instant at) {
    var tie = Tie.ofAssumedRole(assumedRole, at, index);
    return ofTie(tie, "no session of " + assumedRole + " is known" + validAt(List.of(at)));
  }

  private Origin ofTie(Tie tie, String nothing) {
    return tie.fits().isEmpty() ? Origin.none(Set.of(), nothing) : walk().ofTie(tie).asAnswer();
  }

  private static String validAt(List<Instant> at) {
    return at.isEmpty() ? "" : " that was valid at " + at.getFirst();
  }

  private ChainWalk walk() {
    return new ChainWalk(index, names, roots);
  }

  /// The caller by the other copy of a cross-account `AssumeRole`, if this call is the poorer copy.
  ///
  /// The target account's copy names no session, only the principal; both show the credentials that
  /// were issued. What a service bought for itself has no copy that names a session.
  private Optional<Caller> otherCopy(Call call) {
    if (call.issued().isEmpty()
        || call.caller().isService()
        || IssuanceCopies.strength(call.caller()) > 0) {
      return Optional.empty();
    }
    var issued = call.issued().get();
    return IssuanceCopies.copiesOf(call.event(), issued, index.withAccessKey(issued.accessKey()))
        .stream()
        .flatMap(known ->
            known.issuance() instanceof Link link ? Stream.of(link.caller()) : Stream.empty())
        .filter(caller -> IssuanceCopies.strength(caller) > 0)
        .findFirst();
  }
}
