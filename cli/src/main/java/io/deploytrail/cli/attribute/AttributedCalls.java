package io.deploytrail.cli.attribute;

import io.deploytrail.attribution.Origin;
import io.deploytrail.attribution.Verdict;
import io.deploytrail.cli.console.Interruption;
import io.deploytrail.cli.trail.Workers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

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
    return new AttributedCalls(onceEach(calls));
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

  private static List<AttributedCall> onceEach(ArrayList<AttributedCall> calls) {
    calls.sort(AttributedCall.BY_ID);
    var once = new ArrayList<AttributedCall>();
    for (var call : calls) {
      if (once.isEmpty() || !once.getLast().id().equals(call.id())) {
        once.add(call);
      }
    }
    once.sort(AttributedCall.BY_TIME);
    return once;
  }

  Map<Verdict, Long> verdicts() {
    var verdicts = new EnumMap<Verdict, Long>(Verdict.class);
    calls.forEach(call -> verdicts.merge(call.origin().verdict(), 1L, Long::sum));
    return verdicts;
  }
}
