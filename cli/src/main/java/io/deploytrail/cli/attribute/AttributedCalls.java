package io.deploytrail.cli.attribute;

import io.deploytrail.attribution.Origin;
import io.deploytrail.attribution.Verdict;
import io.deploytrail.cli.console.Interruption;
import io.deploytrail.cli.trail.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The calls of a trail that are to be answered: each event id once, by time and then by event id.
record AttributedCalls(List<AttributedCall> calls) {
  static AttributedCalls of(
      Gathering gathering,
      SignerOrigins origins,
      Predicate<Origin> isAnswered,
      Interruption interruption) {
    var lists = gathering.calls();
    var parts = new ConcurrentLinkedQueue<List<AttributedCall>>();
    Workers.work(
        lists.size(),
        () -> at -> parts.add(attributed(lists.get(at), origins, isAnswered, interruption)));
    var calls = new ArrayList<AttributedCall>();
    parts.forEach(calls::addAll);
    return new AttributedCalls(onceEach(calls, gathering::hash));
  }

  private static List<AttributedCall> attributed(
      GatheredCalls calls,
      SignerOrigins origins,
      Predicate<Origin> isAnswered,
      Interruption interruption) {
    var attributed = new ArrayList<AttributedCall>();
    for (var at = 0; at < calls.size(); at++) {
      interruption.check();
      var time = calls.epochMilli(at);
      var origin = origins.of(calls.signer(at), time);
      if (isAnswered.test(origin)) {
        attributed.add(new AttributedCall(calls.id(at), time, calls.place(at), origin));
      }
    }
    return attributed;
  }

  /// Of the copies of a call the latest, should they differ, which CloudTrail's do not.
  static List<AttributedCall> onceEach(List<AttributedCall> calls, ToLongFunction<EventId> hash) {
    // At most half full, so that searches are short.
    var table = new @Nullable AttributedCall[Integer.highestOneBit(Math.max(1, calls.size())) << 2];
    for (var call : calls) {
      var at = (int) hash.applyAsLong(call.id()) & (table.length - 1);
      var known = table[at];
      while (known != null && !known.id().equals(call.id())) {
        at = (at + 1) & (table.length - 1);
        known = table[at];
      }
      if (known == null || known.epochMilli() < call.epochMilli()) {
        table[at] = call;
      }
    }
    return Arrays.stream(table).filter(Objects::nonNull).sorted().toList();
  }

  Map<Verdict, Long> verdicts() {
    var verdicts = new EnumMap<Verdict, Long>(Verdict.class);
    calls.forEach(call -> verdicts.merge(call.origin().verdict(), 1L, Long::sum));
    return verdicts;
  }
}
