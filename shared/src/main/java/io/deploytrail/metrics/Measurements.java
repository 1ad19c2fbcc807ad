package io.deploytrail.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What one invocation measured, which its [Meter] writes when it ends, however it ends.
public final class Measurements implements AutoCloseable {
  /// So many values of a metric CloudWatch takes of a line; a batch has ten.
  private static final int MOST_VALUES = 100;

  private final Meter meter;
  private final Clock clock;
  private final Map<Metric, List<Long>> values = new EnumMap<>(Metric.class);

  Measurements(Meter meter, Clock clock) {
    this.meter = meter;
    this.clock = clock;
  }

  /// Counts so many more; none is no value.
  public void count(Metric metric, long more) {
    if (more > 0) {
      var sum = values.computeIfAbsent(metric, _ -> new ArrayList<>(List.of(0L)));
      sum.set(0, sum.getFirst() + more);
    }
  }

  /// Counts each kind.
  public void count(Indexed indexed) {
    count(Metric.ROOTS, indexed.roots());
    count(Metric.LINKS, indexed.links());
    count(Metric.DENIED_ATTEMPTS, indexed.denied());
    count(Metric.TRUST_CHANGES, indexed.trust());
    count(Metric.CALLS, indexed.calls());
  }

  /// Adds the time from then to now; another clock may be ahead of this one.
  public void lag(Metric metric, Instant since) {
    var lag = Math.max(0, Duration.between(since, clock.instant()).toMillis());
    var lags = values.computeIfAbsent(metric, _ -> new ArrayList<>());
    if (lags.size() < MOST_VALUES) {
      lags.add(lag);
    }
  }

  @Override
  public void close() {
    meter.write(values);
  }
}
