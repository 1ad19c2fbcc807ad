package io.deploytrail.refusals;

import static java.util.Objects.requireNonNull;

import io.deploytrail.trust.Decision;
import io.deploytrail.trust.refusal.Certainty;
import java.util.List;
import java.util.stream.Stream;

/// Whether a provider was there at a try, and the token's audience among its own; how sure that is,
/// and the sentences that say why. `ofSameHost` are providers whose issuer differs in its path
/// alone.
record ProviderFound(
    Decision isThere,
    Decision isRegistered,
    Certainty certainty,
    List<String> ofSameHost,
    List<String> evidence) {
  ProviderFound {
    requireNonNull(isThere, "isThere");
    requireNonNull(isRegistered, "isRegistered");
    requireNonNull(certainty, "certainty");
    ofSameHost = List.copyOf(ofSameHost);
    evidence = List.copyOf(evidence);
  }

  ProviderFound with(Certainty atMost, String sentence) {
    return new ProviderFound(
        isThere,
        isRegistered,
        certainty.atMost(atMost),
        ofSameHost,
        Stream.concat(evidence.stream(), Stream.of(sentence)).toList());
  }
}
