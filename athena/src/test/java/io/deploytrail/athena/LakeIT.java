package io.deploytrail.athena;

import static io.deploytrail.athena.LogFiles.call;
import static io.deploytrail.athena.LogFiles.root;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The statements of the lake's daily run, on Trino's Iceberg.
class LakeIT {
  private static final String ID = "806bf21f-444f-4825-a80c-afd12cd2526a";
  private static final String NAME = "pulumi-" + ID;
  private static final String ISSUED = "2026-11-20T23:50:00Z";
  private static final String LAKE =
      "SELECT event_id, verdict, deployment_id, CAST(day AS varchar) AS day FROM deployment_calls_lake ORDER BY 1";

  private static final Map<String, Object> ATTRIBUTED =
      Map.of("event_id", "call", "verdict", "DEPLOYMENT", "deployment_id", ID, "day", "2026-11-20");

  @TempDir Path folder;
  private LogFiles files;
  private Engine engine;

  @BeforeEach
  void createLake() {
    files = new LogFiles(folder);
    engine = files.engine(Configuration.DEFAULT);
    engine.createLake();
    files.deliver("2026/11/20", "call", call("call", "2026-11-20T23:51:00Z", NAME, ISSUED));
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void issuanceThatComesLateHealsTheDayBefore() {
    merge("2026-11-20", "2026-11-20");
    assertThat(engine.rows(LAKE))
        .containsExactly(Map.of("event_id", "call", "verdict", "SUSPECT", "day", "2026-11-20"));

    files.deliver("2026/11/21", "root", root("root", ISSUED, NAME));
    merge("2026-11-20", "2026-11-21");
    assertThat(engine.rows(LAKE)).containsExactly(ATTRIBUTED);
  }

  @Test
  void daysTakenInAgainDoubleNothing() {
    files.deliver("2026/11/21", "root", root("root", ISSUED, NAME));
    merge("2026-11-20", "2026-11-21");
    merge("2026-11-20", "2026-11-21");
    merge("2026-11-20", "2026-11-20");
    assertThat(engine.rows(LAKE)).containsExactly(ATTRIBUTED);
  }

  @Test
  void callDeliveredOnTwoDaysIsOneRow() {
    files.deliver(
        "2026/11/21",
        "again",
        root("root", ISSUED, NAME),
        call("call", "2026-11-20T23:51:00Z", NAME, ISSUED));
    merge("2026-11-20", "2026-11-21");
    merge("2026-11-21", "2026-11-21");
    assertThat(engine.rows(LAKE)).containsExactly(ATTRIBUTED);
  }

  @Test
  void callDeliveredAgainIsOneRowThoughTheLaterDayWasTakenInFirst() {
    files.deliver("2026/11/21", "again", call("call", "2026-11-20T23:51:00Z", NAME, ISSUED));
    merge("2026-11-21", "2026-11-21");
    merge("2026-11-20", "2026-11-20");
    assertThat(engine.rows(LAKE)).hasSize(1);
  }

  @Test
  void callsOfNobodyStayOut() {
    files.deliver("2026/11/20", "nobody", call("nobody", "2026-11-20T10:00:00Z", "alice", ISSUED));
    merge("2026-11-20", "2026-11-20");
    assertThat(engine.rows(LAKE)).extracting(row -> row.get("event_id")).containsExactly("call");
  }

  @Test
  void callThatTurnsOutToBeNobodysLeaves() {
    merge("2026-11-20", "2026-11-20");
    assertThat(engine.rows(LAKE)).extracting(row -> row.get("verdict")).containsExactly("SUSPECT");

    engine.createViews(Configuration.DEFAULT.withTemplates("web-v${deployment.version}"));
    merge("2026-11-20", "2026-11-20");
    assertThat(engine.rows(LAKE)).isEmpty();
  }

  @Test
  void daysOlderThanTheLakeKeepsExpire() {
    merge("2026-11-20", "2026-11-20");
    engine.execute(
        "INSERT INTO deployment_calls_lake (event_id, day) VALUES ('old', DATE '2001-01-01')");
    engine.expire(3650);
    assertThat(engine.rows(LAKE)).extracting(row -> row.get("event_id")).containsExactly("call");
  }

  @Test
  void lakeHasTheColumnsOfTheView() {
    assertThat(columns("deployment_calls_lake"))
        .containsExactlyInAnyOrderElementsOf(
            columns("deployment_calls").stream()
                .map(column -> column.replace("event_time timestamp(3)", "event_time timestamp(6)"))
                .map(column -> column.equals("day varchar") ? "day date" : column)
                .toList());
  }

  @Test
  void lakeOfAnEarlierReleaseGetsItsColumnsAndKeepsItsRows() {
    var expected = columns("deployment_calls_lake");
    engine.execute("DROP TABLE iceberg.deploytrail.deployment_calls_lake");
    engine.createEarlierLake();
    assertThat(columns("deployment_calls_lake"))
        .isEqualTo(expected.subList(0, expected.size() - 3));
    engine.execute(
        "INSERT INTO deployment_calls_lake (event_id, verdict, day) VALUES ('old', 'DEPLOYMENT', DATE '2026-11-01')");

    engine.addColumns();

    assertThat(columns("deployment_calls_lake")).isEqualTo(expected);
    files.deliver("2026/11/20", "root", root("root", ISSUED, NAME));
    merge("2026-11-20", "2026-11-20");
    assertThat(
            engine.rows(
                "SELECT event_id, verdict, stated, CAST(day AS varchar) AS day FROM deployment_calls_lake ORDER BY 1"))
        .containsExactly(
            Map.of(
                "event_id",
                "call",
                "verdict",
                "DEPLOYMENT",
                "stated",
                List.of("id"),
                "day",
                "2026-11-20"),
            Map.of("event_id", "old", "verdict", "DEPLOYMENT", "day", "2026-11-01"));
  }

  /// The views read few days back; the lake knows whose the id was before.
  @Test
  void idThatTheLakeHoldsOfEarlierDaysIsNotAnotherDeployments() {
    files.deliver("2026/11/01", "root", onTheFirst(root("first-root", ISSUED, NAME)));
    files.deliver(
        "2026/11/01", "call", onTheFirst(call("first", "2026-11-20T23:51:00Z", NAME, ISSUED)));
    files.deliver("2026/11/20", "root", copied(root("root", ISSUED, NAME)));
    files.deliver("2026/11/20", "call", copied(call("call", "2026-11-20T23:51:00Z", NAME, ISSUED)));
    merge("2026-11-01", "2026-11-01");
    merge("2026-11-20", "2026-11-20");
    assertThat(engine.rows(OWNERS)).isEqualTo(copyIsFound());

    merge("2026-11-01", "2026-11-07");
    merge("2026-11-20", "2026-11-20");
    assertThat(engine.rows(OWNERS)).isEqualTo(copyIsFound());
  }

  @Test
  void idThatAnotherSessionStatedOnADayThatIsTakenInAsWellIsNotAnotherDeployments() {
    files.deliver("2026/11/01", "root", onTheFirst(root("first-root", ISSUED, NAME)));
    files.deliver(
        "2026/11/01", "call", onTheFirst(call("first", "2026-11-20T23:51:00Z", NAME, ISSUED)));
    files.deliver("2026/11/20", "root", copied(root("root", ISSUED, NAME)));
    files.deliver("2026/11/20", "call", copied(call("call", "2026-11-20T23:51:00Z", NAME, ISSUED)));
    merge("2026-11-01", "2026-11-20");
    assertThat(engine.rows(OWNERS)).isEqualTo(copyIsFound());
  }

  private static final String OWNERS =
      "SELECT event_id, verdict, deployment_id, warnings, stated FROM deployment_calls_lake ORDER BY 1";

  private static List<Map<String, Object>> copyIsFound() {
    return List.of(
        Map.of(
            "event_id",
            "call",
            "verdict",
            "STACK",
            "warnings",
            List.of("ID_REUSED"),
            "stated",
            List.of()),
        Map.of(
            "event_id",
            "first",
            "verdict",
            "DEPLOYMENT",
            "deployment_id",
            ID,
            "warnings",
            List.of(),
            "stated",
            List.of("id")));
  }

  private static String onTheFirst(String record) {
    return record.replace("2026-11-20T", "2026-11-01T");
  }

  /// By the same stack, of another key.
  private static String copied(String record) {
    return record.replace("ASIA", "ASIACOPY");
  }

  private List<String> columns(String table) {
    return engine.execute("DESCRIBE " + table).getMaterializedRows().stream()
        .map(column -> column.getField(0) + " " + column.getField(1))
        .map(column -> column.replaceAll("varchar\\(\\d+\\)", "varchar"))
        .toList();
  }

  private void merge(String from, String to) {
    engine.merge(from, to);
  }
}
