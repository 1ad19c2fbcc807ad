package io.deploytrail.metrics;

import static java.util.Objects.requireNonNull;

/// A metric in CloudWatch's namespace `DeployTrail`, under the name and with the unit that
/// template.yaml's dashboard and alarms rely on.
///
/// Each costs by the month ("Amazon CloudWatch Pricing"), so a kind of fact is a metric and no
/// dimension. A record that is delivered again counts again: sums say what was worked on, not what
/// the index holds.
public enum Metric {
  /// From a record's `eventTime` to its being in the session index; of what EventBridge delivers,
  /// but for changes of trust, so that its samples show whether issuances come.
  INDEXING_LAG("IndexingLag", "Milliseconds"),
  /// The same for the oldest record that was indexed of a log file, which CloudTrail writes some
  /// minutes after its records; of new files, not of backfills and of files that are read again.
  LOG_FILE_LAG("LogFileLag", "Milliseconds"),
  ROOTS("Roots", "Count"),
  LINKS("Links", "Count"),
  DENIED_ATTEMPTS("DeniedAttempts", "Count"),
  /// What IAM changed in who may buy a session: roles' trust and providers.
  TRUST_CHANGES("TrustChanges", "Count"),
  /// Calls that are indexed one by one; not those of which only the action is kept.
  CALLS("Calls", "Count"),
  /// Records, messages and objects that cannot be read or stored, however often they are tried.
  RECORDS_REFUSED("RecordsRefused", "Count"),
  /// Sessions that state an id or a version that is not theirs.
  REUSED_NAMES("ReusedNames", "Count");

  private final String title;
  private final String unit;

  Metric(String title, String unit) {
    this.title = requireNonNull(title, "title");
    this.unit = requireNonNull(unit, "unit");
  }

  /// What CloudWatch calls it.
  public String title() {
    return title;
  }

  String unit() {
    return unit;
  }
}
