package io.deploytrail.attribution;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Link;
import io.deploytrail.cloudtrail.Root;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/// Whether chains begin with a web identity provider's session, without asking what it is worth.
///
/// What is not known contradicts nothing: a chain whose top issuance is missing, or that is too
/// long to be followed, may begin with any provider; one that begins with a person, a service or
/// SAML begins with none.
final class ChainRoots {
  private final SessionLookup index;

  ChainRoots(SessionLookup index) {
    this.index = requireNonNull(index, "index");
  }

  private record Step(Caller caller, Instant time) {
    static Step above(Link link) {
      return new Step(link.caller(), link.event().time());
    }
  }

  /// Whether one of the ways up from that link may begin with a session of that provider.
  boolean mayBegin(Link link, String provider) {
    var open = new ArrayDeque<Step>();
    var known = new HashSet<>(Set.of(link));
    open.add(Step.above(link));
    while (!open.isEmpty()) {
      if (known.size() > ChainWalk.MOST_LINKS) {
        return true;
      }
      var step = open.pop();
      var named = step.caller().federatedProvider();
      if (named.isPresent()) {
        if (named.get().equals(provider)) {
          return true;
        }
        continue;
      }
      var sessions = Tie.of(step.caller(), step.time(), index, _ -> true).sessions();
      if (sessions.isEmpty() && step.caller().mayBeIssued()) {
        return true;
      }
      for (var session : sessions) {
        switch (session) {
          case Root root when root.identity().provider().equals(provider) -> {
            return true;
          }
          case Root _ -> {}
          case Link next -> {
            if (known.add(next)) {
              open.add(Step.above(next));
            }
          }
        }
      }
    }
    return false;
  }
}
