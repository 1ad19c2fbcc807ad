package io.deploytrail.athena;

import static io.deploytrail.athena.LogFiles.call;
import static io.deploytrail.athena.LogFiles.root;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every saved query runs, on the trail of the days that the files name and on the lake.
class QueriesIT {
  private static final String ISSUED = "2026-11-20T09:00:00Z";

  @TempDir static Path folder;
  private static Engine engine;

  @BeforeAll
  static void deliver() {
    var files = new LogFiles(folder);
    files.deliver(
        "2026/11/20",
        "file",
        root("root", ISSUED, "pulumi-deployments"),
        call("call", "2026-11-20T09:01:00Z", "pulumi-deployments", ISSUED));
    engine = files.engine(Configuration.DEFAULT.withOrganizations("acme"));
    engine.createLake();
    engine.merge("2026-11-20", "2026-11-20");
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @Test
  void everySavedQueryRuns() {
    var queries = SqlFiles.in("queries");
    assertThat(queries).hasSizeGreaterThanOrEqualTo(20);
    assertThat(queries)
        .allSatisfy((name, sql) ->
            assertThatCode(() -> engine.rows(sql)).as(name).doesNotThrowAnyException());
  }
}
