package io.deploytrail.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The largest log files fit into a small heap, whatever is in them.
final class IngestionMemoryTest {
  @ParameterizedTest
  @CsvSource({
    "large, '40000 records, 0 issuances, 20000 calls, 0 actions read'",
    "tiny, '2000000 records, 0 issuances, 0 calls, 0 actions read'"
  })
  void enormousFileFitsIntoASmallHeap(String kind, String report)
      throws IOException, InterruptedException {
    var java = ProcessHandle.current().info().command().orElseThrow();
    var command =
        new ArrayList<>(List.of(java, "-Xmx224m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(BoundedIngestion.class.getName(), kind));

    var process =
        new ProcessBuilder(command)
            .directory(Path.of(".").toFile())
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains(report);
  }
}
