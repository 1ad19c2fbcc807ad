package io.deploytrail.athena;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What holds of the SQL files without an engine.
class SqlFilesIT {
  private static final int LONGEST_LINE = 140;

  @Test
  void everyFileBeginsWithWhatItIsAndHasLinesToRead() {
    for (var folder : List.of("views", "lake", "queries")) {
      assertThat(SqlFiles.in(folder))
          .isNotEmpty()
          .allSatisfy((name, sql) -> {
            assertThat(sql).as(name).startsWith("-- ");
            assertThat(sql.lines()).as(name).allMatch(line -> line.length() <= LONGEST_LINE);
          });
    }
  }
}
