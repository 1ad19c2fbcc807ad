package io.deploytrail.athena;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/// A query as it is saved, and what a user edits in it.
record Question(String sql) {
  private static final DateTimeFormatter DAY_OF_THE_TRAIL =
      DateTimeFormatter.ofPattern("uuuu/MM/dd");

  Question {
    requireNonNull(sql, "sql");
  }

  /// The query in `athena/queries/<name>.sql`.
  static Question saved(String name) {
    return new Question(requireNonNull(SqlFiles.in("queries").get(name), name));
  }

  /// Its first line.
  String title() {
    return sql.lines().findFirst().orElseThrow().replaceFirst("^-- ", "");
  }

  /// Of the days from `first` to `last`.
  Question between(LocalDate first, LocalDate last) {
    return new Question(
        sql.replaceAll(
                "BETWEEN DATE '[^']+' AND DATE '[^']+'",
                "BETWEEN DATE '%s' AND DATE '%s'".formatted(first, last))
            .replaceAll(
                "BETWEEN '[^']+' AND '[^']+'",
                "BETWEEN '%s' AND '%s'"
                    .formatted(DAY_OF_THE_TRAIL.format(first), DAY_OF_THE_TRAIL.format(last))));
  }

  /// Of the deployment, its stack or its call that stand in that row of `deployment_calls`.
  Question of(Map<String, Object> call) {
    var id = sql.contains("event_id = '") ? "event_id" : "deployment_id";
    return new Question(
        sql.replace(
                "organization = 'acme'", "organization = '%s'".formatted(call.get("organization")))
            .replace("project = 'web'", "project = '%s'".formatted(call.get("project")))
            .replace("stack = 'prod'", "stack = '%s'".formatted(call.get("stack")))
            .replace("00000000-0000-0000-0000-000000000000", "" + call.get(id)));
  }

  /// Asked of the trail in the lake's place: of the same calls.
  Question ofTheTrail() {
    return new Question(
        sql.replace("deployment_calls_lake", "deployment_calls")
            .replace("WHERE day BETWEEN", "WHERE verdict <> 'NONE' AND day BETWEEN")
            .replace("DATE '", "'"));
  }
}
