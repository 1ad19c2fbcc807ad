package io.deploytrail.index;

import io.deploytrail.attribution.Page;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.TimeRange;
import io.deploytrail.cloudtrail.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/// Facts in the order of their time, and of their event id within one time; a page's token is the
/// last position on it.
final class Timeline<T extends Fact> {
  private static final String LAST_EVENT = "\uffff";

  private final ConcurrentSkipListMap<Position, T> facts = new ConcurrentSkipListMap<>();

  /// A place in the order; the text form is the token.
  private record Position(Instant time, String eventId) implements Comparable<Position> {
    private static final Comparator<Position> ORDER =
        Comparator.comparing(Position::time).thenComparing(Position::eventId);

    static Position of(Fact fact) {
      return new Position(fact.event().time(), fact.event().id());
    }

    @Override
    public int compareTo(Position other) {
      return ORDER.compare(this, other);
    }
  }

  /// The order, for facts that come from elsewhere.
  static Comparator<Fact> oldestFirst() {
    return Comparator.comparing(Position::of);
  }

  void put(T fact) {
    facts.put(Position.of(fact), fact);
  }

  List<T> all() {
    return List.copyOf(facts.values());
  }

  List<T> within(TimeRange range) {
    var from = new Position(range.from(), "");
    return List.copyOf(
        facts.subMap(from, true, new Position(range.to(), LAST_EVENT), true).values());
  }

  /// The wanted facts, newest first.
  Page<T> page(Predicate<? super T> wanted, PageRequest request) {
    var older =
        request
            .after()
            .map(PageToken::decode)
            .map(this::position)
            .map(at -> facts.headMap(at, false))
            .orElse(facts);
    var items = new ArrayList<T>();
    for (var entry : older.descendingMap().entrySet()) {
      if (items.size() == request.size()) {
        return new Page<>(items, Optional.of(token(items.getLast())));
      }
      if (wanted.test(entry.getValue())) {
        items.add(entry.getValue());
      }
    }
    return Page.last(items);
  }

  private static String token(Fact last) {
    return PageToken.encode(
        Map.of("time", last.event().time().toString(), "eventId", last.event().id()));
  }

  private Position position(Map<String, String> token) {
    return new Position(
        PageToken.time(token.getOrDefault("time", "")), token.getOrDefault("eventId", ""));
  }
}
