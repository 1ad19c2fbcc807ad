package io.deploytrail.attribution;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Issuance;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.PrincipalId;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.pulumi.SessionNames;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The way from a caller up to the root of its chain; one walk answers one question.
///
/// A loop, not a recursion, but where several sessions fit; it walks each session once. A circle,
/// which only forged records can make, ends it. So does a chain that is too long to be followed:
/// then the answer is open, and it names the event from which to go on.
final class ChainWalk {
  /// So many links one walk follows, each at a request: who may assume his own role may make a
  /// chain as long as he likes.
  static final int MOST_LINKS = 1_000;

  private final SessionLookup index;
  private final SessionNames names;
  private final RootRules roots;
  private final ChainRoots chainRoots;
  private final Map<Link, Origin> known = new HashMap<>();
  private final Set<Link> open = new HashSet<>();
  private int followed;

  ChainWalk(SessionLookup index, SessionNames names, RootRules roots) {
    this.index = index;
    this.names = names;
    this.roots = roots;
    this.chainRoots = new ChainRoots(index);
  }

  /// A link on the way, and what its caller is tied to.
  private record Hop(Link link, Tie tie) {
    boolean isClear() {
      return tie.fits().size() == 1;
    }
  }

  private Tie tie(Caller caller, Instant time) {
    return Tie.of(
        caller,
        time,
        index,
        link -> chainRoots.mayBegin(link, caller.federatedProvider().orElseThrow()));
  }

  /// The origin of the session with which that caller signed at that time.
  Origin ofCaller(Caller caller, Instant time) {
    return ofCaller(caller, tie(caller, time));
  }

  /// The one origin of that tie's sessions, of which there is at least one.
  Origin ofTie(Tie tie) {
    askWhoseTheirClaimsAre(tie.sessions());
    return agreed(tie, tie.sessions().stream().map(this::ofSession).toList());
  }

  /// Those of many sessions are one request, which an index remembers that is asked often.
  private void askWhoseTheirClaimsAre(List<Issuance> sessions) {
    var claims =
        sessions.stream()
            .flatMap(session ->
                session instanceof Root root ? roots.claims(root).stream() : Stream.empty())
            .collect(toSet());
    if (claims.size() > 1 && sessions.size() > 1) {
      index.claimants(claims);
    }
  }

  /// The origin of that session.
  Origin ofSession(Issuance session) {
    var way = new ArrayDeque<Hop>();
    var top = session;
    while (top instanceof Link link && mayFollow(link)) {
      open.add(link);
      followed++;
      var hop = new Hop(link, tie(link.caller(), link.event().time()));
      way.push(hop);
      if (!hop.isClear()) {
        return down(way, Optional.empty());
      }
      top = hop.tie().sessions().getFirst();
    }
    return down(way, Optional.of(ofTop(top)));
  }

  private boolean mayFollow(Link link) {
    return !known.containsKey(link) && !open.contains(link) && followed < MOST_LINKS;
  }

  private Origin ofTop(Issuance top) {
    return switch (top) {
      case Root root -> roots.of(root, index).of(root);
      case Link link when known.containsKey(link) -> requireNonNull(known.get(link));
      case Link link when open.contains(link) ->
          Origin.none(Set.of(Warning.ISSUANCE_MISSING), "the role chain runs in a circle").of(link);
      case Link link ->
          Origin.notFollowed(
                  "the role chain was followed through "
                      + MOST_LINKS
                      + " sessions and goes on, so where it begins is not known; who caused event "
                      + link.event().id()
                      + " tells more")
              .of(link);
    };
  }

  /// Back down the way: each link comes from where its caller comes from. Without a `top`, the last
  /// caller is unclear.
  private Origin down(ArrayDeque<Hop> way, Optional<Origin> top) {
    var origin = top;
    for (var hop : way) {
      var buyer = hop.link().caller();
      var caller =
          origin
              .map(above -> asRecorded(buyer, agreed(hop.tie(), List.of(above))))
              .orElseGet(() -> ofCaller(buyer, hop.tie()));
      var linked = linked(hop.link(), caller);
      known.put(hop.link(), linked);
      open.remove(hop.link());
      origin = Optional.of(linked);
    }
    return origin.orElseThrow();
  }

  private Origin ofCaller(Caller caller, Tie tie) {
    return tie.fits().isEmpty()
        ? reused(tie, roots.ofMissing(caller))
        : asRecorded(caller, ofTie(tie));
  }

  /// What AWS wrote into the caller's own record counts where the top of his chain is not known:
  /// Pulumi's provider minted that.
  private Origin asRecorded(Caller caller, Origin origin) {
    return origin.verdict().isPulumi() && !origin.isNotFollowed()
        ? origin
        : roots.ofUnknownTop(caller, origin);
  }

  /// A chain has its root's answer, but for a name that presents itself: that needs a root that
  /// Pulumi minted.
  private Origin linked(Link link, Origin caller) {
    var name = link.session().name();
    if (caller.verdict() != Verdict.NONE || !names.presentsItself(name)) {
      return caller.of(link);
    }
    var by =
        link.caller()
            .arn()
            .or(() -> link.caller().principal().map(PrincipalId::value))
            .or(() -> link.caller().invokedBy())
            .orElse("an unnamed caller");
    return caller
        .presentingItself(
            "session name "
                + name
                + " presents itself as a Pulumi deployment, but "
                + link.event().name().orElse("AssumeRole")
                + " by "
                + by
                + " gave it")
        .of(link);
  }

  private static Origin reused(Tie tie, Origin origin) {
    return tie.isKeyReused()
        ? origin.with(
            Set.of(Warning.KEY_REUSED),
            List.of("the access key is known from another session as well"))
        : origin;
  }

  /// The one answer of those origins, which are those of the tie's sessions in their order.
  private static Origin agreed(Tie tie, List<Origin> origins) {
    var tied = new ArrayList<Origin>();
    for (var at = 0; at < origins.size(); at++) {
      var fit = tie.fits().get(at);
      tied.add(
          origins.get(at).tiedBy(fit.confidence()).with(Set.of(), List.of(sentence(tie, fit))));
    }
    return reused(tie, Agreement.oneOf(tied));
  }

  private static String sentence(Tie tie, Tie.TiedSession fit) {
    var session = fit.session().session();
    var issued = "was issued at " + session.issuedAt() + " by event " + fit.session().event().id();
    return switch (tie.way()) {
      case ACCESS_KEY -> "access key " + session.accessKey() + " " + issued;
      case CREATION_DATE ->
          "the session of principal "
              + session.principal()
              + " with that creation date "
              + issued
              + "; no key of the session was seen"
              + (fit.confidence() == Confidence.PROVEN
                  ? ""
                  : ", and nothing in the record names its provider");
      case TIME_WINDOW ->
          "a session of principal "
              + session.principal()
              + " "
              + issued
              + " and ended at "
              + session.expiresAt()
              + "; nothing but the time ties the call to it";
    };
  }
}
