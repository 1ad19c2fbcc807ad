package io.deploytrail.index;

import static java.util.Objects.requireNonNull;

import io.deploytrail.attribution.Claim;
import io.deploytrail.attribution.Claimants;
import io.deploytrail.attribution.Page;
import io.deploytrail.attribution.PageRequest;
import io.deploytrail.attribution.TimeRange;
import io.deploytrail.aws.Retention;
import io.deploytrail.cloudtrail.Fact;
import io.deploytrail.pulumi.SessionNames;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/// The session index in memory: for a desk, for a whole trail at once, and for tests.
///
/// Laid out like the table: each index is a map from partitions to facts in time order, which is
/// made when it is first asked, so that facts may be added by the million. Safe for many threads.
public final class InMemorySessionIndex implements AccessPatterns {
  private final SessionNames names;
  private final Optional<Retention> retention;
  private final Map<RecordKey, Fact> facts = new ConcurrentHashMap<>();
  private final Map<Index, Map<List<String>, Timeline>> indexes = new EnumMap<>(Index.class);

  /// Many may add at a time, but none while an index is made of what is there.
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  /// What distinguishes records; a second fact of one identity is the same record.
  private record RecordKey(String accessKey, String eventId) {
    static RecordKey of(Fact fact) {
      return new RecordKey(FactKeys.accessKey(fact), fact.event().id());
    }
  }

  /// An index that keeps everything, forever; `names` say which version a session name states.
  public InMemorySessionIndex(SessionNames names) {
    this(names, Optional.empty());
  }

  /// An index whose facts stop answering when `retention` has passed since their `eventTime`.
  public InMemorySessionIndex(SessionNames names, Duration retention, Clock clock) {
    this(names, Optional.of(new Retention(retention, clock)));
  }

  private InMemorySessionIndex(SessionNames names, Optional<Retention> retention) {
    this.names = requireNonNull(names, "names");
    this.retention = retention;
  }

  @Override
  public boolean add(Fact fact) {
    if (!isLive(fact)) {
      return false;
    }
    lock.readLock().lock();
    try {
      facts.compute(RecordKey.of(fact), (_, known) -> standing(known, fact));
    } finally {
      lock.readLock().unlock();
    }
    return true;
  }

  /// Runs once at a time for an identity, and leaves the one fact of it that stands in the indexes.
  private Fact standing(@Nullable Fact known, Fact fact) {
    if (known == null) {
      indexes.forEach((index, timelines) -> add(fact, index, timelines));
      return fact;
    }
    if (known.equals(fact) || Precedence.ORDER.compare(known, fact) >= 0) {
      return known;
    }
    indexes.forEach((index, timelines) -> {
      partition(known, index).ifPresent(at -> timeline(at, timelines).remove(known));
      add(fact, index, timelines);
    });
    return fact;
  }

  private void add(Fact fact, Index index, Map<List<String>, Timeline> timelines) {
    partition(fact, index).ifPresent(at -> timeline(at, timelines).add(fact));
  }

  private Optional<List<String>> partition(Fact fact, Index index) {
    return index.partitionOf(name -> FactKeys.value(name, fact, names));
  }

  private static Timeline timeline(List<String> partition, Map<List<String>, Timeline> timelines) {
    return timelines.computeIfAbsent(partition, _ -> new Timeline());
  }

  /// From the first to the last time of what it holds; empty if it holds nothing.
  public Optional<TimeRange> reach() {
    var times = facts.values().stream().map(fact -> fact.event().time()).sorted().toList();
    return times.isEmpty()
        ? Optional.empty()
        : Optional.of(new TimeRange(times.getFirst(), times.getLast()));
  }

  @Override
  public List<Fact> all(Lookup lookup) {
    var timeline = timelines(lookup.index()).get(lookup.partition());
    if (timeline == null) {
      return List.of();
    }
    var facts = timeline.oldestFirst(lookup.times());
    return retention.isEmpty() ? facts : facts.stream().filter(this::isLive).toList();
  }

  @Override
  public Page<Fact> page(Lookup lookup, PageRequest page) {
    var after = page.after().map(token -> PageToken.decode(token, lookup).position());
    var found = timeline(lookup).newestFirst(lookup.times(), after, page.size());
    var items = found.stream().filter(this::isLive).toList();
    return new Page<>(
        items,
        found.size() < page.size()
            ? Optional.empty()
            : Optional.of(PageToken.of(lookup, found.getLast()).encode()));
  }

  @Override
  public Map<Claim, Claimants> claimants(Set<Claim> claims) {
    return AccessPatterns.claimants(
        claims, lookup -> timeline(lookup).oldest(Claimants.MOST + 1, this::isLive));
  }

  private Timeline timeline(Lookup lookup) {
    return timelines(lookup.index()).getOrDefault(lookup.partition(), new Timeline());
  }

  private Map<List<String>, Timeline> timelines(Index index) {
    lock.readLock().lock();
    try {
      var made = indexes.get(index);
      if (made != null) {
        return made;
      }
    } finally {
      lock.readLock().unlock();
    }
    lock.writeLock().lock();
    try {
      return indexes.computeIfAbsent(index, this::made);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private Map<List<String>, Timeline> made(Index index) {
    var timelines = new ConcurrentHashMap<List<String>, Timeline>();
    facts.values().forEach(fact -> add(fact, index, timelines));
    return timelines;
  }

  private boolean isLive(Fact fact) {
    return retention.map(kept -> !kept.isExpired(fact.event().time())).orElse(true);
  }
}
