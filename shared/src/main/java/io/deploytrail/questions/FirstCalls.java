package io.deploytrail.questions;

import io.deploytrail.cloudtrail.Activity;
import io.deploytrail.cloudtrail.Moment;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// The first calls of an order, each once, however many are offered.
public final class FirstCalls {
  public static final Comparator<Moment> OLDEST_FIRST = Comparator.naturalOrder();
  public static final Comparator<Moment> NEWEST_FIRST = Comparator.reverseOrder();

  private final TreeMap<Moment, Activity> calls;
  private final int limit;
  private boolean hasMore;

  public FirstCalls(Comparator<Moment> order, int limit) {
    this.calls = new TreeMap<>(order);
    this.limit = limit;
  }

  public void add(Activity activity) {
    calls.putIfAbsent(Moment.of(activity.event()), activity);
    if (calls.size() > limit) {
      calls.pollLastEntry();
      hasMore = true;
    }
  }

  public List<Activity> inOrder() {
    return List.copyOf(calls.values());
  }

  /// Whether a call at that moment would be among the first.
  public boolean admits(Moment moment) {
    return calls.size() < limit || calls.comparator().compare(moment, calls.lastKey()) < 0;
  }

  /// Whether calls were offered that are not among the first.
  public boolean hasMore() {
    return hasMore;
  }
}
