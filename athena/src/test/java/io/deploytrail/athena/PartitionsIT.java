package io.deploytrail.athena;

import static io.deploytrail.athena.LogFiles.call;
import static io.deploytrail.athena.LogFiles.root;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How many log files questions read, of a trail that has one each day for 28 days.
class PartitionsIT {
  @TempDir static Path folder;
  private static Engine engine;

  @BeforeAll
  static void deliver() {
    var files = new LogFiles(folder);
    for (var day = 1; day <= 28; day++) {
      var date = "2026-11-%02d".formatted(day);
      var issued = date + "T23:50:00Z";
      files.deliver(
          "2026/11/%02d".formatted(day),
          "file",
          call("call-" + day, date + "T23:51:00Z", "pulumi-deployments", issued));
      files.deliver(
          "2026/11/%02d".formatted(day + 1),
          "late",
          root("root-" + day, issued, "pulumi-deployments"));
    }
    engine = files.engine(Configuration.DEFAULT);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  /// Two files a day: the day itself for its calls, and it and its three neighbours for the
  /// sessions.
  @Test
  void questionOfOneDayReadsItTwiceAndItsThreeNeighboursOnce() {
    assertThat(filesRead("SELECT count(verdict) FROM deployment_calls WHERE day = '2026/11/20'"))
        .isEqualTo(2 * 5);
  }

  @Test
  void questionOfSeveralDaysReadsTheirNeighboursAlone() {
    assertThat(
            filesRead(
                "SELECT count(verdict) FROM deployment_calls WHERE day BETWEEN '2026/11/10' AND '2026/11/12'"))
        .isEqualTo(2 * (3 + 4 * 3));
  }

  @Test
  void refusalsOfADayReadItOnce() {
    assertThat(filesRead("SELECT count(verdict) FROM denied_assumptions WHERE day = '2026/11/20'"))
        .isEqualTo(2);
  }

  /// Whose an id is that a session name states, earlier sessions tell.
  @Test
  void sessionsOfADayReadItAndItsThreeNeighbours() {
    assertThat(filesRead("SELECT count(verdict) FROM pulumi_sessions WHERE day = '2026/11/20'"))
        .isEqualTo(2 * 4);
  }

  @Test
  void chainsOfADayReadItAndItsThreeNeighbours() {
    assertThat(filesRead("SELECT count(verdict) FROM session_chain WHERE day = '2026/11/20'"))
        .isEqualTo(2 * 4);
  }

  @Test
  void issuanceOfTheNextDayIsFound() {
    assertThat(
            engine.rows(
                "SELECT event_id, verdict, stack FROM deployment_calls WHERE day = '2026/11/20'"))
        .containsExactly(Map.of("event_id", "call-20", "verdict", "STACK", "stack", "prod"));
  }

  @Test
  void bytesReadAreThoseOfTheFilesAsTheyArePacked() throws IOException {
    try (var files = Files.walk(folder.resolve("AWSLogs"))) {
      var packed = files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length());
      var read = engine.run("SELECT max(eventid) FROM cloudtrail_logs").statistics();
      assertThat(read.getPhysicalInputDataSize().toBytes()).isEqualTo(packed.sum());
    }
  }

  /// A file is a row of the table under the raw one.
  private static long filesRead(String question) {
    return engine.run(question).statistics().getPhysicalInputPositions();
  }
}
