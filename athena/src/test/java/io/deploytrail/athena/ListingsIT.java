package io.deploytrail.athena;

import static io.deploytrail.athena.LogFiles.call;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How many listings questions ask for, of a trail that has a log file in one account and Region of
/// the six that are named: docs/costs.md counts on it.
class ListingsIT {
  private static final int PLACES = 2 * 3;

  @TempDir static Path folder;
  private static Listings listings;
  private static Engine engine;

  @BeforeAll
  static void deliver() {
    var time = "2026-11-20T12:00:00Z";
    new LogFiles(folder).deliver("2026/11/20", "file", call("call", time, "deploy", time));
    listings = new Listings(folder, Duration.ZERO);
    engine = Engine.start(folder, listings);
    engine.createTrail(
        "",
        List.of("111122223333", "444455556666"),
        List.of("us-east-1", "eu-west-1", "ap-south-1"),
        "'2026/11/01', '2026/11/30'");
    engine.createViews(Configuration.DEFAULT);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @Test
  void questionOfADayListsItsFolderOfEachAccountAndRegion() {
    assertThat(listings("SELECT count(*) FROM cloudtrail_logs WHERE day = '2026/11/20'"))
        .isEqualTo(PLACES);
  }

  @Test
  void filterOnTheAccountListsItsRegionsAlone() {
    assertThat(
            listings(
                "SELECT count(*) FROM cloudtrail_logs WHERE day = '2026/11/20' AND account = '111122223333'"))
        .isEqualTo(3);
  }

  /// Its own day is read twice, and listed once.
  @Test
  void attributionOfADayListsItAndItsThreeNeighbours() {
    assertThat(listings("SELECT count(verdict) FROM deployment_calls WHERE day = '2026/11/20'"))
        .isEqualTo(4 * PLACES);
  }

  private static long listings(String question) {
    var before = listings.count();
    assertThat(engine.run(question).rows().getMaterializedRows())
        .singleElement()
        .satisfies(row -> assertThat(row.getField(0)).isEqualTo(1L));
    return listings.count() - before;
  }
}
