package io.deploytrail.ingestion;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import io.deploytrail.attribution.Attributor;
import io.deploytrail.attribution.Attributor.PossibleOrigin;
import io.deploytrail.aws.Concurrently;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.Caller;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.TrustChange;
import io.deploytrail.cloudtrail.bytes.Slice;
import io.deploytrail.cloudtrail.reader.RecordReader;
import io.deploytrail.index.InMemorySessionIndex;
import io.deploytrail.ingestion.Sightings.Sighting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/// The records of a part of a file that matter or may matter ([Selection]).
///
/// Bounded: a call is kept as its JSON until its caller is known to be Pulumi-rooted or not.
final class Chunk {
  private static final int MOST_BYTES = 32 << 20;
  private static final int MOST_RECORDS = 50_000;

  private final Selection selection;
  private final InMemorySessionIndex sessions;
  private final List<Fact> facts = new ArrayList<>();
  private final List<CandidateCall> candidates = new ArrayList<>();
  private long bytes;

  Chunk(Selection selection) {
    this.selection = selection;
    this.sessions = new InMemorySessionIndex(selection.names());
  }

  /// A call whose caller may matter, with its JSON; `isWhole` if all of the call was read.
  static final class CandidateCall {
    private final Call call;
    private final boolean isWhole;
    private final byte[] json;

    private CandidateCall(Call call, boolean isWhole, byte[] json) {
      this.call = call;
      this.isWhole = isWhole;
      this.json = json;
    }

    /// The call, in which a shared or corrected event may lack.
    Call call() {
      return call;
    }

    /// The whole call with what it did.
    Activity activity(RecordReader records) {
      var whole = !isWhole && records.read(json).record() instanceof Call read ? read : call;
      return records.activity(whole, json, 0, json.length);
    }
  }

  /// What the answer to a call's origin depends on: with a creation date, its caller alone; without
  /// one, on when the call was made, and of one that bought a session, on its other copies.
  private record Asker(Caller caller, Instant time, Object call) {
    static Asker of(Call call) {
      return call.caller().sessionCreated().isPresent()
          ? new Asker(call.caller(), Instant.EPOCH, "")
          : new Asker(
              call.caller(), call.event().time(), call.issued().isPresent() ? call.event() : "");
    }
  }

  /// Keeps a fact that matters by itself.
  void add(Fact fact) {
    facts.add(fact);
    sessions.add(fact);
  }

  /// Keeps what changed of a role or a provider, of a record of that length: no call is told by it.
  void add(TrustChange change, int length) {
    facts.add(change);
    bytes += length;
  }

  /// Keeps a call whose caller may matter.
  void add(Call call, byte[] json, int offset, int length) {
    call.link().ifPresent(sessions::add);
    keep(new CandidateCall(call, true, Arrays.copyOfRange(json, offset, offset + length)));
  }

  /// Keeps a call of which a glance was enough until now.
  void add(Call call, Slice record) {
    var end = record.start() + record.length();
    keep(new CandidateCall(call, false, Arrays.copyOfRange(record.bytes(), record.start(), end)));
  }

  private void keep(CandidateCall candidate) {
    candidates.add(candidate);
    bytes += candidate.json.length;
  }

  boolean isFull() {
    return bytes > MOST_BYTES || candidates.size() + facts.size() > MOST_RECORDS;
  }

  List<Fact> facts() {
    return facts;
  }

  InMemorySessionIndex sessions() {
    return sessions;
  }

  /// The callers of which more may become known.
  Set<Sighting> sightings() {
    return candidates.stream()
        .map(CandidateCall::call)
        .filter(call -> selection.mayTurnOut(call.caller()))
        .flatMap(Sighting::of)
        .collect(toSet());
  }

  /// Passes each call on with the origins that it may have, in the file's order; asks the rules
  /// once for each session, and for many at once.
  void attribute(Attributor rules, BiConsumer<CandidateCall, List<PossibleOrigin>> told) {
    var askers = new LinkedHashMap<Asker, Call>();
    candidates.forEach(
        candidate -> askers.putIfAbsent(Asker.of(candidate.call()), candidate.call()));
    var calls = List.copyOf(askers.values());
    var answers = Concurrently.map(calls, rules.possibleOrigins());
    var origins = new HashMap<Asker, List<PossibleOrigin>>();
    for (var number = 0; number < calls.size(); number++) {
      origins.put(Asker.of(calls.get(number)), answers.get(number));
    }
    for (var candidate : candidates) {
      told.accept(candidate, requireNonNull(origins.get(Asker.of(candidate.call()))));
    }
  }
}
