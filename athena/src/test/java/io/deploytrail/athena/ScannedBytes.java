package io.deploytrail.athena;

import io.trino.execution.QueryStats;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Prints how many bytes typical questions read, of a trail's log files and of the lake, and what
/// Athena would charge for them: `benchmarks/athena-scan`. Trino's count of physical input stands
/// in for Athena's. What a larger trail would cost is worked out in proportion, not measured.
final class ScannedBytes {
  /// The engine, once started, takes the standard streams for its log.
  private static final PrintStream OUT = System.out;

  private static final double BYTES_A_MB = 1e6;

  /// "Amazon Athena pricing": 5 a terabyte, of megabytes rounded up, of ten at least for a query.
  private static final double DOLLARS_A_MB = 5 / 1e6;

  private static final double LEAST_MB = 10;

  /// 100 GB of log files a year, as they lie in the bucket.
  private static final double LARGER_TRAIL_MB_A_DAY = 100e3 / 365;

  private static final Question ALL_COLUMNS =
      new Question(
          """
          -- All that deployments called, all columns
          SELECT * FROM deployment_calls_lake
          WHERE day BETWEEN DATE '2026-11-20' AND DATE '2026-11-20'
          """);

  private final Engine engine;
  private final List<LocalDate> days;
  private final double trailMegabytes;

  private ScannedBytes(Engine engine, List<LocalDate> days, double trailMegabytes) {
    this.engine = engine;
    this.days = days;
    this.trailMegabytes = trailMegabytes;
  }

  /// Makes a trail in the new folder that is the first argument; the others are options of
  /// `made-up-trail/make-trail`.
  public static void main(String... arguments) throws IOException {
    var folder = Path.of(arguments[0]);
    var trail = Trail.make(folder, Arrays.copyOfRange(arguments, 1, arguments.length));
    try (var engine = trail.engine("")) {
      var days =
          engine.rows("SELECT DISTINCT day FROM cloudtrail_files ORDER BY day").stream()
              .map(row -> LocalDate.parse(("" + row.get("day")).replace('/', '-')))
              .toList();
      new ScannedBytes(engine, days, megabytesUnder(folder.resolve("AWSLogs"))).print();
    }
  }

  private static double megabytesUnder(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum()
          / BYTES_A_MB;
    }
  }

  private void print() {
    engine.createLake();
    for (var first = days.getFirst(); !first.isAfter(days.getLast()); first = first.plusDays(7)) {
      takeIn(first, first.plusDays(6));
    }
    OUT.println(
        """
        | question | days | asked of | MB read | of the trail | US$ | MB at 100 GB a year | US$ |
        |---|---:|---|---:|---:|---:|---:|---:|\
        """);
    // Sessions of a day's calls are looked for on the two days before it and on the one after.
    var middle = days.size() / 2;
    var day = days.subList(middle, middle + 1);
    var call = callOn(day.getFirst());
    ask("trail", Question.saved("what_was_delivered"), days);
    ask("trail", Question.saved("sessions_of_a_day"), day);
    ask("trail", Question.saved("who_made_this_call").of(call), days.subList(middle, middle + 2));
    askBoth(ALL_COLUMNS, day);
    askBoth(Question.saved("what_a_deployment_did").of(call), day);
    askBoth(Question.saved("deployments_that_were_refused"), days);
    askBoth(Question.saved("least_privilege_policy").of(call), days);
    var night = days.subList(middle - 1, middle + 2);
    printLine("The nightly run", "both", night, takeIn(night.getFirst(), night.getLast()));
    var lakeBytes =
        (long)
            engine
                .execute(
                    "SELECT sum(file_size_in_bytes) FROM iceberg.deploytrail.\"deployment_calls_lake$files\"")
                .getOnlyValue();
    OUT.printf(
        Locale.ROOT,
        "%nThe trail: %.1f MB of log files in %d days. The lake: %.1f MB.%n",
        trailMegabytes,
        days.size(),
        lakeBytes / BYTES_A_MB);
  }

  private QueryStats takeIn(LocalDate first, LocalDate last) {
    return engine.merge("" + first, "" + last);
  }

  /// A call of the deployment that called most on that day.
  private Map<String, Object> callOn(LocalDate day) {
    return engine
        .rows(
            """
            SELECT organization, project, stack, deployment_id, min(event_id) AS event_id FROM deployment_calls_lake
            WHERE day = DATE '%s' AND verdict = 'DEPLOYMENT' AND deployment_id IS NOT NULL
            GROUP BY organization, project, stack, deployment_id ORDER BY count(*) DESC, deployment_id LIMIT 1
            """
                .formatted(day))
        .getFirst();
  }

  private void askBoth(Question question, List<LocalDate> ofDays) {
    ask("trail", question.ofTheTrail(), ofDays);
    ask("lake", question, ofDays);
  }

  private void ask(String table, Question question, List<LocalDate> ofDays) {
    var asked = question.between(ofDays.getFirst(), ofDays.getLast());
    var run = engine.run(asked.sql());
    if (run.rows().getRowCount() == 0) {
      throw new IllegalStateException("rows were expected of " + asked.sql());
    }
    printLine(asked.title(), table, ofDays, run.statistics());
  }

  private void printLine(
      String question, String table, List<LocalDate> ofDays, QueryStats statistics) {
    var megabytes = statistics.getPhysicalInputDataSize().toBytes() / BYTES_A_MB;
    var ofLargerTrail = megabytes * LARGER_TRAIL_MB_A_DAY / (trailMegabytes / days.size());
    OUT.printf(
        Locale.ROOT,
        "| %s | %d | %s | %.2f | %.1f %% | %.5f | %,.0f | %.5f |%n",
        question,
        ofDays.size(),
        table,
        megabytes,
        100 * megabytes / trailMegabytes,
        dollars(megabytes),
        ofLargerTrail,
        dollars(ofLargerTrail));
  }

  private static double dollars(double megabytes) {
    return Math.max(LEAST_MB, Math.ceil(megabytes)) * DOLLARS_A_MB;
  }
}
