package io.deploytrail.ingestion;

import static java.util.stream.Collectors.toSet;

import io.deploytrail.attribution.Attributor.PossibleOrigin;
import io.deploytrail.attribution.CachedSessions;
import io.deploytrail.attribution.Verdict;
import io.deploytrail.aws.Concurrently;
import io.deploytrail.calls.CallIndex;
import io.deploytrail.calls.ReadActions;
import io.deploytrail.calls.RootSession;
import io.deploytrail.cloudtrail.Call;
import io.deploytrail.cloudtrail.DeniedAttempt;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.cloudtrail.Root;
import io.deploytrail.cloudtrail.glance.Glance;
import io.deploytrail.cloudtrail.log.GlanceSink;
import io.deploytrail.cloudtrail.reader.Delivery;
import io.deploytrail.index.UnstorableFactException;
import io.deploytrail.metrics.Indexed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One reading of one object, chunk by chunk: of all that matters in it, or of what some sessions
/// did.
final class ObjectReading implements GlanceSink {
  private static final int PROBLEMS_TOLD = 5;

  private final LogIngestion into;
  private final LogObject object;
  private final List<IssuedSession> wanted;
  private final int hops;
  private final List<String> problems = new ArrayList<>();
  private final List<String> reused = new ArrayList<>();
  private Chunk chunk;
  private boolean isLaterChunk;
  private Instant latest = Instant.EPOCH;
  private int records;
  private Indexed indexed = Indexed.NOTHING;
  private int reads;
  private int unreadable;

  /// `wanted` are the sessions whose calls are read; if empty, all that matters is.
  ObjectReading(LogIngestion into, LogObject object, List<IssuedSession> wanted, int hops) {
    this.into = into;
    this.object = object;
    this.wanted = wanted;
    this.hops = hops;
    this.chunk = new Chunk(into.selection);
  }

  @Override
  public void glance(Glance glance) {
    var caller = glance.userIdentity().caller(into.records);
    counted(glance.time());
    if (into.selection.mayMatter(caller)) {
      var call = new Call(glance.event(), caller, glance.errorCode().text(), Optional.empty());
      if (isWanted(call) && isStorable(call)) {
        chunk.add(call, glance.record());
        writeIfFull();
      }
    }
  }

  @Override
  public void record(Delivery delivery, byte[] json, int offset, int length) {
    var record = delivery.record();
    counted(record.event().time());
    if (isWholeReading() && record instanceof Call call) {
      // Whoever made it: a role that Pulumi uses may be changed by anybody.
      call.trust().ifPresent(change -> chunk.add(change, length));
    }
    switch (record) {
      case Call call when into.selection.mayMatter(call) -> {
        if (isWanted(call) && isStorable(call)) {
          chunk.add(call, json, offset, length);
        }
      }
      case Call call -> call.link().filter(_ -> givesLookalike(call)).ifPresent(chunk::add);
      case Root root when isWholeReading() && into.selection.matters(root) -> chunk.add(root);
      case DeniedAttempt denied when isWholeReading() && into.selection.matters(denied) ->
          chunk.add(denied);
      case Root _, DeniedAttempt _ -> {}
    }
    writeIfFull();
  }

  private void counted(Instant time) {
    records++;
    latest = time.isAfter(latest) ? time : latest;
  }

  private void writeIfFull() {
    if (chunk.isFull()) {
      write();
    }
  }

  @Override
  public void unreadable(int number, String reason) {
    unreadable++;
    if (problems.size() < PROBLEMS_TOLD) {
      problems.add(number == 0 ? reason : "record " + number + ": " + reason);
    }
  }

  private boolean isWholeReading() {
    return wanted.isEmpty();
  }

  /// Whether all calls of this object are attributed with all issuances of this object.
  private boolean isWhollyTold() {
    return isWholeReading() && !isLaterChunk;
  }

  private boolean isWanted(Call call) {
    return isWholeReading() || wanted.stream().anyMatch(session -> session.concerns(call));
  }

  private boolean isStorable(Call call) {
    var refusal = CallIndex.refusal(call);
    refusal.ifPresent(reason -> unreadable(0, reason));
    return refusal.isEmpty();
  }

  private boolean givesLookalike(Call call) {
    return isWholeReading() && into.selection.givesLookalike(call);
  }

  Report finish() {
    write();
    if (isWholeReading() && records > 0) {
      into.calls.takenInUpTo(latest);
    }
    return new Report(records, indexed, reads, unreadable, problems, reused);
  }

  /// Writes what the chunk holds, in this order: its own issuances, then who was seen, and only
  /// then asks who is known. See [Sightings].
  private void write() {
    var found = new Findings(into.readsOneByOne);
    var stored = store(chunk.facts());
    reused.addAll(ReusedNames.in(stored, into.sessions, into.selection.rules()));
    for (var fact : stored) {
      if (fact instanceof Root root && into.selection.isPulumis(root)) {
        found.issued(root);
      }
    }
    if (isWholeReading()) {
      into.sightings.add(object, chunk.sightings());
    }
    var known = new CachedSessions(new ChunkSessions(chunk.sessions(), into.sessions));
    chunk.attribute(
        into.selection.rules().apply(known),
        (candidate, origins) -> {
          if (origins.stream().anyMatch(ObjectReading::isPulumi)) {
            found.call(candidate.activity(into.records), roots(origins));
          } else if (isSuspect(origins) || into.selection.givesLookalike(candidate.call())) {
            candidate.call().link().ifPresent(found::link);
          }
        });
    store(found.links()).forEach(found::issued);
    var refusals = into.calls.add(found.calls());
    refusals.forEach(reason -> unreadable(0, reason));
    into.calls.addReads(found.reads());
    into.followUp(
        found.issued(wanted), isWhollyTold() ? Optional.of(object) : Optional.empty(), hops);
    var oldest =
        found.calls().stream().map(call -> call.activity().event().time()).min(Instant::compareTo);
    indexed = indexed.plus(Indexed.calls(found.calls().size() - refusals.size(), oldest));
    reads += found.reads().values().stream().mapToInt(ReadActions::size).sum();
    chunk = new Chunk(into.selection);
    isLaterChunk = true;
  }

  /// What became of a fact: it is kept, or has expired, or there is a reason why it cannot be kept.
  private record Storing(boolean isKept, Optional<String> refusal) {}

  /// Stores them, and says which could be.
  private <F extends Fact> List<F> store(List<F> facts) {
    var all = Concurrently.map(facts, this::store);
    var stored = new ArrayList<F>();
    for (var number = 0; number < facts.size(); number++) {
      var storing = all.get(number);
      if (storing.isKept()) {
        indexed = indexed.plus(Indexed.fact(facts.get(number)));
      }
      storing.refusal().ifPresent(reason -> unreadable(0, reason));
      if (storing.refusal().isEmpty()) {
        stored.add(facts.get(number));
      }
    }
    return stored;
  }

  /// The others are stored, whatever becomes of this one.
  private Storing store(Fact fact) {
    try {
      return new Storing(into.sessions.add(fact), Optional.empty());
    } catch (UnstorableFactException e) {
      return new Storing(false, Optional.of(e.reason()));
    }
  }

  private static boolean isPulumi(PossibleOrigin possible) {
    return possible.origin().verdict().isPulumi();
  }

  private static boolean isSuspect(List<PossibleOrigin> origins) {
    return origins.stream().anyMatch(possible -> possible.origin().verdict() != Verdict.NONE);
  }

  private static Set<RootSession> roots(List<PossibleOrigin> origins) {
    return origins.stream()
        .filter(ObjectReading::isPulumi)
        .flatMap(possible -> RootSession.of(possible.caller(), possible.origin()).stream())
        .collect(toSet());
  }
}
