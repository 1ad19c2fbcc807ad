package io.deploytrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `attribute --format ocsf`: which events it writes, where to, and what it refuses.
final class OcsfOutputTest {
  @TempDir private Path folder = Path.of("");
  private Desk desk = new Desk(folder);

  @BeforeEach
  void makeDesk() {
    desk = new Desk(folder);
  }

  @Test
  void neitherFilesNorCopiesShowButInTheOrder() {
    var records =
        new ArrayList<>(List.of(MadeUpTrail.ROOT, MadeUpTrail.LINK, MadeUpTrail.CHAINED_CALL));
    for (var number = 0; number < 50; number++) {
      var id = "10000000-0000-4000-8000-0000000001%02d".formatted(number);
      records.add(MadeUpTrail.BUCKET.replace(MadeUpTrail.CALL, id));
    }
    var once = OcsfRuns.events(desk, desk.file("once.json", String.join("\n", records)));
    for (var file = 0; file < 9; file++) {
      Collections.shuffle(records, new Random(file));
      desk.file("logs/" + file + ".json", String.join("\n", records.subList(file, 53)));
    }
    desk.file("logs/whole.json", String.join("\n", records));

    assertThat(once).hasSize(52);
    assertThat(OcsfRuns.events(desk, folder.resolve("logs").toString()))
        .containsExactlyInAnyOrderElementsOf(once);
  }

  /// CloudTrail's copies do not differ; should others, an event is all of one record.
  @Test
  void ofRecordsThatShareAnIdAndDifferTheAnsweredOneIsWritten() {
    var strangers = MadeUpTrail.STRANGERS_CALL.replace(MadeUpTrail.STRANGER, MadeUpTrail.CALL);
    for (var records : List.of(strangers + MadeUpTrail.BUCKET, MadeUpTrail.BUCKET + strangers)) {
      var events = OcsfRuns.events(desk, desk.file("log.json", MadeUpTrail.ROOT + records));

      assertThat(events).hasSize(1);
      assertThat(events.getFirst().at("/api/operation").asText()).isEqualTo("CreateBucket");
    }
  }

  @Test
  void fileHoldsWhatStandardOutputWould() throws IOException {
    var log = desk.file("logs/trail.json", MadeUpTrail.log());
    var file = Files.createDirectory(folder.resolve("out")).resolve("events.ndjson");

    var run = desk.run("attribute", "--format", "ocsf", "-o", file.toString(), log);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(Files.readString(file))
        .isEqualTo(desk.run("attribute", "--format", "ocsf", log).out())
        .hasLineCount(3);
  }

  @Test
  void whatIsNotReadAgainIsTold() {
    try (var s3 = new LoopbackS3()) {
      s3.object("root.json", MadeUpTrail.ROOT.getBytes(UTF_8));
      s3.vanishingObject("calls.json", MadeUpTrail.BUCKET.getBytes(UTF_8));

      var run =
          desk.run(
              "attribute", "--format", "ocsf", "s3://trail/root.json", "s3://trail/calls.json");

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("the second reading: 1 calls were not found again");
    }
  }

  @Test
  void aPipeIsRefusedBeforeItIsRead() {
    var run = desk.run("attribute", "--format", "ocsf", "/dev/null");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .contains("reads each input twice", "/dev/null is neither: write it into a file first");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deployments", "denied"})
  void otherListsAreRefused(String question) {
    desk.run("index", desk.file("log.json", MadeUpTrail.log()));

    var run = desk.run(question, "--format", "ocsf");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("--format ocsf is for attribute", "deploytrail attribute AWSLogs/ --format ocsf");
  }
}
