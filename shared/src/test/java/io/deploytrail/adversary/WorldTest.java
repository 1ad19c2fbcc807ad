package io.deploytrail.adversary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorldTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder = Path.of("");

  @Test
  void oneSeedIsOneWorld() {
    assertThat(texts(WorldMaker.make(5, 60))).isEqualTo(texts(WorldMaker.make(5, 60)));
    assertThat(texts(WorldMaker.perturbed(5, 61))).isEqualTo(texts(WorldMaker.perturbed(5, 61)));
    assertThat(texts(WorldMaker.make(5, 60))).isNotEqualTo(texts(WorldMaker.make(6, 60)));
  }

  @Test
  void worldIsWrittenAsLogFilesBesideItsTruth() throws IOException {
    var world = WorldMaker.make(5, 500);
    world.write(folder);

    var records = 0;
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(path -> path.toString().endsWith(".json.gz")).toList()) {
        try (var content = new GZIPInputStream(Files.newInputStream(file))) {
          records += JSON.readTree(content).path("Records").size();
        }
      }
    }
    assertThat(records).isEqualTo(world.size()).isGreaterThanOrEqualTo(500);
    assertThat(Files.readAllLines(folder.resolve("truth.ndjson")))
        .hasSize(world.truths().size())
        .anyMatch(line -> line.contains("\"kind\":\"DEPLOYMENT\""))
        .anyMatch(line -> line.contains("\"kind\":\"NOBODY\""));
  }

  private static List<String> texts(World world) {
    return world.records().stream().map(record -> new String(record, UTF_8)).toList();
  }
}
