package io.deploytrail.cli.attribute;

import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.Origin;
import io.deploytrail.attribution.UnknownSession;
import io.deploytrail.cli.console.Interruption;
import io.deploytrail.cli.trail.Workers;
import io.deploytrail.cloudtrail.Caller;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/// Where the sessions of a trail's signers come from: asked once a signer where the answer is the
/// same for all its calls.
///
/// Thread-safe.
final class SignerOrigins {
  /// How many sessions are remembered, lest a trail of many fill the memory.
  private static final int MOST = 1 << 14;

  private final Attributor attributor;
  private final Signers signers;

  /// By chunk, and by place in it.
  private final AtomicReferenceArray<Origin[]> ofSessions;

  /// By caller; null where the answer depends on the call's time.
  private final AtomicReferenceArray<Origin> ofCallers;

  private final AtomicReferenceArray<Origin> ofBuyers;

  private final Map<UnknownSession, Origin> ofUnknown = new ConcurrentHashMap<>();
  private final Map<Caller, Origin> ofKnown = new ConcurrentHashMap<>();

  /// One object for equal answers: there are very many callers, and few answers.
  private final Map<Origin, Origin> known = new ConcurrentHashMap<>();

  private SignerOrigins(Attributor attributor, Signers signers) {
    this.attributor = attributor;
    this.signers = signers;
    this.ofSessions = new AtomicReferenceArray<>(signers.sessions().chunks());
    this.ofCallers = new AtomicReferenceArray<>(signers.callers());
    this.ofBuyers = new AtomicReferenceArray<>(signers.buyers());
  }

  /// Asks for all signers, whose sessions must be in the attributor's index.
  static SignerOrigins of(Signers signers, Attributor attributor, Interruption interruption) {
    var origins = new SignerOrigins(attributor, signers);
    Workers.work(
        signers.sessions().chunks(), () -> chunk -> origins.askForSessions(chunk, interruption));
    Workers.work(
        signers.callers(),
        () ->
            caller -> {
              interruption.check();
              origins.askForCaller(caller);
            });
    Workers.work(
        signers.buyers(),
        () ->
            buyer -> {
              interruption.check();
              origins.askForBuyer(buyer);
            });
    return origins;
  }

  /// Each has a time of creation, so that its answer is the same at any time.
  private void askForSessions(int chunk, Interruption interruption) {
    var origins = new Origin[PackedSessions.CHUNK];
    signers
        .sessions()
        .read(
            chunk,
            (number, caller) -> {
              interruption.check();
              origins[number % PackedSessions.CHUNK] = ofSession(caller);
            });
    ofSessions.set(chunk, origins);
  }

  /// Nearly all sessions are known from no issuance, and of few names; the others come again, too.
  private Origin ofSession(Caller caller) {
    return attributor
        .unknown(caller)
        .map(unknown -> remembered(ofUnknown, unknown, attributor::origin))
        .orElseGet(
            () -> remembered(ofKnown, caller, known -> attributor.origin(known, Instant.EPOCH)));
  }

  private <T> Origin remembered(Map<T, Origin> origins, T asked, Function<T, Origin> rules) {
    if (origins.size() >= MOST) {
      origins.clear();
    }
    return origins.computeIfAbsent(asked, one -> once(rules.apply(one)));
  }

  private void askForCaller(int index) {
    var caller = signers.caller(index);
    if (attributor.isTimeless(caller)) {
      ofCallers.set(index, once(attributor.origin(caller, Instant.EPOCH)));
    }
  }

  private void askForBuyer(int index) {
    ofBuyers.set(index, once(attributor.attribute(signers.buyer(index)).origin()));
  }

  /// Where the session comes from with which that signer made a call at that time.
  Origin of(int signer, long epochMilli) {
    var index = Signers.index(signer);
    return switch (Signers.kind(signer)) {
      case SESSION -> ofSessions.get(index / PackedSessions.CHUNK)[index % PackedSessions.CHUNK];
      case CALLER -> ofCaller(index, epochMilli);
      case BUYER -> ofBuyers.get(index);
    };
  }

  private Origin ofCaller(int index, long epochMilli) {
    var timeless = ofCallers.get(index);
    return timeless == null
        ? once(attributor.origin(signers.caller(index), Instant.ofEpochMilli(epochMilli)))
        : timeless;
  }

  private Origin once(Origin origin) {
    var first = known.putIfAbsent(origin, origin);
    return first == null ? origin : first;
  }
}
