package io.deploytrail.cloudtrail.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrailFilesTest {
  @TempDir private Path folder;

  @Test
  void folderGivesItsFilesSortedWhateverTheirNames() throws IOException {
    var b = file("b/2026/log.json.gz");
    var a = file("a.ndjson");
    var firehose = file("delivery-1-2026-11-19-09-00-00-1b2c3d4e");
    var notes = file("notes.txt");
    file("b/.hidden.json");
    file(".cache/x.json");
    assertThat(TrailFiles.in(List.of(folder))).isEqualTo(found(0, a, b, firehose, notes));
  }

  @Test
  void whatLiesBesideATrailIsOnlyCounted() throws IOException {
    var log = file("AWSLogs/111122223333/CloudTrail/eu-west-1/odd name");
    var member = file("x/AWSLogs/o-a1b2c3/111122223333/CloudTrail/eu-west-1/log.json.gz");
    file("AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/digest.json.gz");
    file("AWSLogs/111122223333/CloudTrail-Insight/x.json.gz");
    file("AWSLogs/111122223333/CloudTrail-NetworkActivity/a/b/x.json.gz");
    file("AWSLogs/111122223333/vpcflowlogs/eu-west-1/x.log.gz");
    file("x/AWSLogs/o-a1b2c3/111122223333/Config/x.json.gz");
    assertThat(TrailFiles.in(List.of(folder)))
        .isEqualTo(
            new TrailFiles(
                List.of(new TrailFile(log, true), new TrailFile(member, true)), 5, Map.of()));
  }

  @Test
  void trailsOwnPrefixMayBeginLikeASibling() throws IOException {
    var log = file("CloudTrail-prod/AWSLogs/111122223333/CloudTrail/us-east-1/a.json.gz");
    var copied = file("CloudTrail-Insight/a.json.gz");
    var test = file("AWSLogs/111122223333/ELBAccessLogTestFile");
    assertThat(TrailFiles.in(List.of(folder)).files())
        .containsExactly(
            new TrailFile(test, false), new TrailFile(copied, false), new TrailFile(log, true));
  }

  @Test
  void whatIsNamedIsReadWhateverItsName() throws IOException {
    var named = file("records.txt");
    var hidden = file(".records");
    assertThat(TrailFiles.in(List.of(named, hidden)).files())
        .containsExactly(new TrailFile(hidden, true), new TrailFile(named, true));
    assertThat(TrailFiles.in(List.of(folder, named)).files())
        .containsExactly(new TrailFile(named, true));
    var digest = file("AWSLogs/111122223333/CloudTrail-Digest/x.json");
    assertThat(TrailFiles.in(List.of(digest.getParent())).files())
        .containsExactly(new TrailFile(digest, false));
  }

  @Test
  void pathThatDoesNotExistIsReportedAndTheRestGoesOn() throws IOException {
    var log = file("log.json");
    var missing = folder.resolve("missing");
    var trail = TrailFiles.in(List.of(missing, log, log));
    assertThat(trail.files()).containsExactly(new TrailFile(log, true));
    assertThat(trail.problems())
        .containsOnlyKeys(missing)
        .containsEntry(missing, "there is no such file or folder");
  }

  @Test
  void circleOfLinksLosesNothing() throws IOException {
    var log = file("a/log.json");
    Files.createSymbolicLink(folder.resolve("a/again"), folder);
    var trail = TrailFiles.in(List.of(folder));
    assertThat(trail.files()).containsExactly(new TrailFile(log, false));
    assertThat(trail.problems()).isEmpty();
  }

  @Test
  void linkToNowhereIsReportedIfItsNameIsThatOfALogFile() throws IOException {
    var gone = Files.createSymbolicLink(folder.resolve("gone.json"), folder.resolve("nowhere"));
    Files.createSymbolicLink(folder.resolve("other"), folder.resolve("nowhere"));
    assertThat(TrailFiles.in(List.of(folder)).problems()).containsOnlyKeys(gone);
  }

  private Path file(String name) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "{}");
  }

  private static TrailFiles found(int skipped, Path... files) {
    var found = Arrays.stream(files).map(file -> new TrailFile(file, false)).toList();
    return new TrailFiles(found, skipped, Map.of());
  }
}
