package io.deploytrail.cloudtrail.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrailFilesTest {
  @TempDir private Path folder;

  @Test
  void folderGivesItsLogFilesSorted() throws IOException {
    var b = file("b/2026/log.json.gz");
    var a = file("a.ndjson");
    var c = file("c.JSONL");
    var z = file("z.gz");
    file("notes.txt");
    file("b/.hidden.json");
    file(".cache/x.json");
    assertThat(TrailFiles.in(List.of(folder))).isEqualTo(trail(List.of(a, b, c, z), 0));
  }

  @Test
  void siblingsOfATrailAreOnlyCounted() throws IOException {
    var log = file("AWSLogs/111122223333/CloudTrail/eu-west-1/log.json.gz");
    file("AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/digest.json.gz");
    file("AWSLogs/111122223333/CloudTrail-Insight/x.json.gz");
    file("AWSLogs/111122223333/CloudTrail-NetworkActivity/a/b/x.json.gz");
    assertThat(TrailFiles.in(List.of(folder))).isEqualTo(trail(List.of(log), 3));
  }

  @Test
  void whatIsNamedIsReadWhateverItsName() throws IOException {
    var named = file("CloudTrail-Digest/records.txt");
    var hidden = file(".records");
    assertThat(TrailFiles.in(List.of(named, hidden)).files()).containsExactly(hidden, named);
    var digest = file("CloudTrail-Digest/x.json");
    assertThat(TrailFiles.in(List.of(folder.resolve("CloudTrail-Digest"))).files())
        .containsExactly(digest);
  }

  @Test
  void pathThatDoesNotExistIsReportedAndTheRestGoesOn() throws IOException {
    var log = file("log.json");
    var missing = folder.resolve("missing");
    var trail = TrailFiles.in(List.of(missing, log, log));
    assertThat(trail.files()).containsExactly(log);
    assertThat(trail.problems())
        .containsOnlyKeys(missing)
        .containsEntry(missing, "there is no such file or folder");
  }

  @Test
  void circleOfLinksLosesNothing() throws IOException {
    var log = file("a/log.json");
    Files.createSymbolicLink(folder.resolve("a/again"), folder);
    var trail = TrailFiles.in(List.of(folder));
    assertThat(trail.files()).containsExactly(log);
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

  private static TrailFiles trail(List<Path> files, int skipped) {
    return new TrailFiles(files, skipped, Map.of());
  }
}
