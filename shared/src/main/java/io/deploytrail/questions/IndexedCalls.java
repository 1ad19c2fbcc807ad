package io.deploytrail.questions;

import static java.util.Objects.requireNonNull;

import io.deploytrail.aws.Concurrently;
import io.deploytrail.calls.CallIndex;
import io.deploytrail.calls.RootSession;
import io.deploytrail.calls.SessionReads;
import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Moment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The call index, and beside it another history for what the index does not keep: calls of others.
public final class IndexedCalls implements CallHistory {
  private static final String CALL_INDEX = "call index";

  private final CallIndex index;
  private final CallHistory others;

  public IndexedCalls(CallIndex index, CallHistory others) {
    this.index = requireNonNull(index, "index");
    this.others = requireNonNull(others, "others");
  }

  @Override
  public Search byEventId(String eventId) {
    var indexed = index.ofEvent(eventId);
    if (indexed.isPresent()) {
      return new Search(indexed.map(Activity::call), List.of(CALL_INDEX), List.of());
    }
    var search = others.byEventId(eventId);
    var searched = new ArrayList<>(List.of(CALL_INDEX));
    searched.addAll(search.searched());
    return new Search(search.found(), searched, search.notSearched());
  }

  /// One request a root session and page; reads and how far the index reaches are asked for with
  /// the last page.
  @Override
  public FoundCalls ofSessions(SessionsWanted wanted) {
    if (wanted.roots().isEmpty()) {
      return others.ofSessions(wanted);
    }
    var roots = wanted.roots().stream().map(RootSession::of).distinct().toList();
    var first =
        first(
            FirstCalls.OLDEST_FIRST,
            wanted.after(),
            wanted.limit(),
            roots,
            (root, after) -> index.ofSession(root, after, wanted.limit() + 1),
            activity -> wanted.areTheirs().test(activity.call()));
    if (first.hasMore()) {
      return new FoundCalls(first.inOrder(), true, List.of(), List.of(CALL_INDEX), List.of());
    }
    var reads = new ArrayList<SessionReads>();
    Concurrently.map(roots, index::reads).forEach(reads::addAll);
    return new FoundCalls(first.inOrder(), false, reads, List.of(reach()), List.of());
  }

  @Override
  public FoundCalls each(SessionsWanted wanted, Consumer<Activity> taker) {
    if (wanted.roots().isEmpty()) {
      return others.each(wanted, taker);
    }
    var roots = wanted.roots().stream().map(RootSession::of).distinct().toList();
    for (var root : roots) {
      var after = Optional.<Moment>empty();
      List<Activity> page;
      do {
        page = index.ofSession(root, after, wanted.limit());
        page.stream().filter(call -> wanted.areTheirs().test(call.call())).forEach(taker);
        after = page.isEmpty() ? after : Optional.of(last(page));
      } while (page.size() >= wanted.limit());
    }
    var reads = new ArrayList<SessionReads>();
    Concurrently.map(roots, index::reads).forEach(reads::addAll);
    return new FoundCalls(List.of(), false, reads, List.of(reach()), List.of());
  }

  @Override
  public FoundCalls ofResource(ResourceWanted wanted) {
    var other = others.ofResource(wanted);
    var range = wanted.period().range();
    var first =
        first(
            FirstCalls.NEWEST_FIRST,
            wanted.before(),
            wanted.limit(),
            wanted.resource().keys(),
            (name, before) -> index.ofResource(name, range, before, wanted.limit() + 1),
            wanted::includes);
    var merged = new FirstCalls(FirstCalls.NEWEST_FIRST, wanted.limit());
    var hasMore = first.hasMore() || other.hasMore();
    // Behind the end of a list that goes on, the other's calls would have gaps between them.
    var ends = new ArrayList<Moment>();
    if (first.hasMore()) {
      ends.add(last(first.inOrder()));
    }
    if (other.hasMore()) {
      ends.add(last(other.calls()));
    }
    var end = ends.stream().max(Comparator.naturalOrder());
    for (var calls : List.of(first.inOrder(), other.calls())) {
      calls.stream()
          .filter(call -> end.map(at -> Moment.of(call.event()).compareTo(at) >= 0).orElse(true))
          .forEach(merged::add);
    }
    var searched = new ArrayList<>(List.of(reach()));
    searched.addAll(other.searched());
    return new FoundCalls(
        merged.inOrder(), hasMore || merged.hasMore(), List.of(), searched, other.notSearched());
  }

  private String reach() {
    return index
        .takenInUpTo()
        .map(time -> CALL_INDEX + ", with log files up to " + time)
        .orElse(CALL_INDEX + ", without any log file yet");
  }

  private static Moment last(List<Activity> calls) {
    return Moment.of(calls.getLast().event());
  }

  private interface PageOf<K> {
    List<Activity> after(K key, Optional<Moment> moment);
  }

  /// Merges the lists of all keys, each asked page by page, until enough calls are asked for.
  private static <K> FirstCalls first(
      Comparator<Moment> order,
      Optional<Moment> after,
      int limit,
      Collection<K> keys,
      PageOf<K> page,
      Predicate<Activity> isWanted) {
    var first = new FirstCalls(order, limit);
    var cursor = after;
    while (true) {
      var from = cursor;
      var pages = Concurrently.map(keys, key -> page.after(key, from));
      // Up to the nearest end of a page that may go on, no list has a gap.
      var end =
          pages.stream().filter(calls -> calls.size() > limit).map(IndexedCalls::last).min(order);
      pages.stream()
          .flatMap(List::stream)
          .filter(
              call -> end.map(at -> order.compare(Moment.of(call.event()), at) <= 0).orElse(true))
          .filter(isWanted)
          .forEach(first::add);
      if (end.isEmpty() || first.hasMore()) {
        return first;
      }
      cursor = end;
    }
  }
}
