package io.deploytrail.athena;

import static io.deploytrail.athena.LogFiles.call;
import static io.deploytrail.athena.LogFiles.root;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One bad record, a day without files, or a partition without any fails no question, and hides no
/// other record.
class BadInputIT {
  private static final String DAY = "2026/11/20";
  private static final String ISSUED = "2026-11-20T09:00:00Z";

  /// Far enough from the other days that no question about them reads it.
  private static final String DAMAGED_DAY = "2026/11/25";

  @TempDir static Path folder;
  private static Engine engine;

  @BeforeAll
  static void deliver() {
    var files = new LogFiles(folder);
    files.deliver(
        DAY,
        "good",
        root("root", ISSUED, "web-v41"),
        call("call", "2026-11-20T09:00:10Z", "web-v41", ISSUED));
    files.deliver(
        DAY,
        "bad",
        "{\"eventID\":\"no-identity\",\"eventTime\":\"2026-11-20T09:00:11Z\",\"userIdentity\":null}",
        "{\"eventID\":\"empty-identity\",\"eventTime\":\"2026-11-20T09:00:12Z\",\"userIdentity\":{}}",
        "{\"eventID\":\"no-time\",\"eventName\":\"X\"}",
        "{\"eventID\":\"no-such-time\",\"eventTime\":\"yesterday\"}",
        "{\"eventID\":\"far-time\",\"eventTime\":\"99999-01-01T00:00:00Z\"}",
        "{\"eventTime\":\"2026-11-20T09:00:13Z\",\"eventName\":\"WithoutId\"}",
        "{\"eventID\":{\"nested\":[1]},\"eventTime\":\"2026-11-20T09:00:14Z\",\"eventName\":{\"a\":1}}",
        "{}",
        // An issuance that says other things than issuances say.
        root("broken-root", "2026-11-20T09:00:15Z", "broken")
            .replace("\"audience\":\"acme\"", "\"audience\":{\"a\":[]}")
            .replace("\"durationSeconds\":3600", "\"durationSeconds\":{\"a\":\"1e999\"}"),
        root("odd-expiration", "2026-11-20T09:00:16Z", "odd")
            .replace("\"sessionToken\"", "\"expiration\":\"Foo 99, 99999\",\"sessionToken\""),
        root("odd-creation", "2026-11-20T09:00:17Z", "x").replace("ASIAx", " "),
        call("odd-date", "2026-11-20T09:00:18Z", "web-v41", "not a date"),
        call("request-as-text", "2026-11-20T09:00:19Z", "web-v41", ISSUED)
            .replace("{\"bucketName\":\"acme-assets\"}", "\"text {\""),
        call("request-as-list", "2026-11-20T09:00:20Z", "web-v41", ISSUED)
            .replace("{\"bucketName\":\"acme-assets\"}", "[1,{\"a\":\"b\"},null]"),
        call("request-in-text", "2026-11-20T09:00:21Z", "web-v41", ISSUED)
            .replace(
                "{\"bucketName\":\"acme-assets\"}", "\"{\\\"bucketName\\\":\\\"acme-assets\\\"}\""),
        call("placeholder-key", "2026-11-20T09:00:22Z", "web-v41", ISSUED)
            .replace("ASIAweb-v41", "-"),
        call("no-key", "2026-11-20T09:00:23Z", "web-v41", ISSUED)
            .replace("s3.amazonaws.com", "sts.amazonaws.com")
            .replace("CreateBucket", "AssumeRole"));
    files.deliver(
        DAMAGED_DAY,
        "good",
        root("later-root", "2026-11-25T09:00:00Z", "web-v42"),
        call("later-call", "2026-11-25T09:00:10Z", "web-v42", "2026-11-25T09:00:00Z"));
    files.write(DAMAGED_DAY, "damaged", "{\"Records\":[{\"eventID\":");
    engine =
        files.engine(
            Configuration.DEFAULT
                .withTemplates("${project.name}-v${deployment.version}")
                .withDamagedFiles(
                    LogFiles.address(DAMAGED_DAY, "damaged"), LogFiles.address(DAY, "none")));
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  /// One question for all days, as each is some seconds of planning.
  private static Map<String, Map<String, Object>> calls() {
    var calls = new HashMap<String, Map<String, Object>>();
    engine
        .rows("SELECT event_id, verdict, confidence, version, resources FROM deployment_calls")
        .forEach(row -> calls.put("" + row.get("event_id"), row));
    return calls;
  }

  @Test
  void badRecordsHideNoGoodOnesAndAreNoCallsIfTheyAreUnreadable() {
    var calls = calls();
    assertThat(calls.get("call"))
        .containsEntry("verdict", "DEPLOYMENT")
        .containsEntry("version", 41L);
    assertThat(calls.get("later-call"))
        .containsEntry("verdict", "DEPLOYMENT")
        .containsEntry("version", 42L);
    assertThat(calls.get("no-identity")).containsEntry("verdict", "NONE");
    assertThat(calls.get("empty-identity")).containsEntry("verdict", "NONE");
    for (var readable : List.of("request-in-text", "placeholder-key")) {
      assertThat(calls.get(readable))
          .as(readable)
          .containsEntry("verdict", "DEPLOYMENT")
          .containsEntry("resources", List.of("acme-assets"));
    }
    assertThat(calls)
        .doesNotContainKeys(
            "no-time",
            "no-such-time",
            "far-time",
            "odd-date",
            "request-as-text",
            "request-as-list",
            "no-key");
  }

  @Test
  void recordsWithoutTimeShowInTheRawTable() {
    assertThat(
            engine.rows(
                """
                SELECT eventid FROM cloudtrail_logs
                WHERE day = '2026/11/20' AND TRY(from_iso8601_timestamp(eventtime)) IS NULL AND eventid LIKE '%time' ORDER BY 1
                """))
        .containsExactly(
            Map.of("eventid", "far-time"),
            Map.of("eventid", "no-such-time"),
            Map.of("eventid", "no-time"));
  }

  /// One question a view, as each is some seconds of planning: of all days with files, one without,
  /// and one of which the trail has no partition.
  @Test
  void everyViewAnswersOfDaysWithFilesWithoutAndOfNoneAndShowsNoSessionToken() {
    for (var view : SqlFiles.views().keySet()) {
      var hasDays =
          engine.execute("DESCRIBE " + view).getMaterializedRows().stream()
              .anyMatch(column -> "day".equals(column.getField(0)));
      var where =
          hasDays ? " WHERE day IN ('2026/11/20', '2026/11/21', '2026/11/25', '1999/01/01')" : "";
      var rows = engine.rows("SELECT * FROM " + view + where);
      assertThat("" + rows).as(view).doesNotContain("not a token");
      if (hasDays) {
        assertThat(rows).as(view).noneMatch(row -> "1999/01/01".equals(row.get("day")));
      }
    }
  }

  @Test
  void aQuestionOfNoPartitionAtAllIsAnsweredToo() {
    for (var day : List.of("2026/11/21", "1999/01/01")) {
      assertThat(engine.rows("SELECT event_id FROM deployment_calls WHERE day = '" + day + "'"))
          .as(day)
          .isEmpty();
    }
  }

  @Test
  void aFileThatNobodyCanReadIsLeftOutWhenItIsNamed() {
    assertThatThrownBy(
            () -> engine.rows("SELECT eventid FROM cloudtrail_logs WHERE day = '2026/11/25'"))
        .hasMessageContaining("damaged.json.gz");
    assertThat(
            engine.rows(
                "SELECT event_id FROM trail_records WHERE day = '2026/11/25' AND is_own_day"))
        .hasSize(2);
  }
}
