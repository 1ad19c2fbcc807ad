package io.deploytrail.functions.ingestlogs;

import static java.util.Objects.requireNonNull;

import io.deploytrail.ingestion.Report;
import io.deploytrail.metrics.Measurements;
import io.deploytrail.metrics.Metric;
import java.util.function.Consumer;

/// What an invocation tells of the objects that it reads: sessions that state what is not their own
/// to the log, the rest to the metrics.
///
/// `isNew` says whether the objects are, so that the lag of their records is one: what is read
/// again, or by hand, or by a backfill, is old.
record Bookkeeping(Consumer<String> warnings, Measurements measured, boolean isNew) {
  Bookkeeping {
    requireNonNull(warnings, "warnings");
    requireNonNull(measured, "measured");
  }

  /// The same of what was read before.
  Bookkeeping ofOldObjects() {
    return new Bookkeeping(warnings, measured, false);
  }

  void read(Report report) {
    report.reused().forEach(warnings);
    measured.count(Metric.REUSED_NAMES, report.reused().size());
    measured.count(Metric.RECORDS_REFUSED, report.unreadable());
    measured.count(report.indexed());
    if (isNew) {
      report.indexed().oldest().ifPresent(oldest -> measured.lag(Metric.LOG_FILE_LAG, oldest));
    }
  }

  /// A message or an object that will not be read however often it is tried.
  void refused() {
    measured.count(Metric.RECORDS_REFUSED, 1);
  }
}
