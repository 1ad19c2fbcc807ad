package io.deploytrail.index;

import io.deploytrail.attribution.TimeRange;
import io.deploytrail.cloudtrail.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Facts in the order of [Position], sorted when they are read. Safe for many threads.
///
/// Most timelines hold one fact, and there may be millions of them; some hold all of a day.
final class Timeline {
  // Most facts differ in time; their ids are not looked at then.
  private static final Comparator<Fact> ORDER =
      Comparator.<Fact, Instant>comparing(fact -> fact.event().time()).thenComparing(Position::of);

  private final List<Fact> facts = new ArrayList<>(1);
  private boolean isSorted = true;

  synchronized void add(Fact fact) {
    isSorted = isSorted && (facts.isEmpty() || ORDER.compare(facts.getLast(), fact) <= 0);
    facts.add(fact);
  }

  synchronized void remove(Fact fact) {
    facts.remove(fact);
  }

  synchronized List<Fact> oldestFirst(Optional<TimeRange> times) {
    return List.copyOf(sorted(times));
  }

  /// At most `limit` of those facts, oldest first.
  synchronized List<Fact> oldest(int limit, Predicate<Fact> wanted) {
    return sorted(Optional.empty()).stream().filter(wanted).limit(limit).toList();
  }

  /// At most `limit` facts, beginning with the newest that is older than `position`.
  synchronized List<Fact> newestFirst(
      Optional<TimeRange> times, Optional<Position> position, int limit) {
    var within = sorted(times);
    var older =
        position
            .map(
                at -> within.subList(0, count(within, fact -> Position.of(fact).compareTo(at) < 0)))
            .orElse(within);
    return List.copyOf(older.subList(Math.max(0, older.size() - limit), older.size()).reversed());
  }

  private List<Fact> sorted(Optional<TimeRange> times) {
    if (!isSorted) {
      facts.sort(ORDER);
      isSorted = true;
    }
    if (times.isEmpty()) {
      return facts;
    }
    var range = times.get();
    var from = count(facts, fact -> fact.event().time().isBefore(range.from()));
    var to = count(facts, fact -> !fact.event().time().isAfter(range.to()));
    return facts.subList(from, to);
  }

  /// How many facts, of a sorted list, come first and have a property that the rest has not.
  private static int count(List<Fact> sorted, Predicate<Fact> isFirst) {
    var low = 0;
    var high = sorted.size();
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (isFirst.test(sorted.get(middle))) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
