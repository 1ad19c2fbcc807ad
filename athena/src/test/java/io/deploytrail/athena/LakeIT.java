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
        .containsExactlyElementsOf(
            columns("deployment_calls").stream()
                .map(column -> column.replace("event_time timestamp(3)", "event_time timestamp(6)"))
                .map(column -> column.equals("day varchar") ? "day date" : column)
                .toList());
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
