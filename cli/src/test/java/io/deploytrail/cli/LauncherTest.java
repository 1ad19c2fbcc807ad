package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the launcher starts Java with.
final class LauncherTest {
  private static final String JAVA =
      """
      #!/usr/bin/env bash
      printf '%s\\n' "$0" "$@"
      """;

  @TempDir private Path folder = Path.of("");

  private void showsArguments(Path java) throws IOException {
    assertThat(Files.writeString(java, JAVA).toFile().setExecutable(true)).isTrue();
  }

  @Test
  void versionSaysTheCheckoutsCommitAndWhetherItHasChanged()
      throws IOException, InterruptedException {
    var launched = Launched.in(folder);
    var committed =
        launched.run(
            Map.of("GIT_COMMITTER_DATE", "2026-11-30T23:30:00-0500"),
            """
            cd home && git init --quiet && git add pom.xml
            git -c user.name=somebody -c user.email=somebody@example.com commit --quiet --message first
            git rev-parse HEAD
            deploytrail --version
            echo '<project/>' > pom.xml && touch cli/target/built
            deploytrail --version
            """);

    var lines = committed.out().lines().toList();
    assertThat(lines).as(committed.err()).hasSize(5);
    assertThat(lines.get(1)).endsWith(", commit " + lines.getFirst() + " of 2026-12-01");
    assertThat(lines.get(3)).isEqualTo(lines.get(1) + ", with changes");
  }

  @ParameterizedTest
  @CsvSource({
    "demo, true",
    "who x, false",
    "who demo, false",
    "deployments --engine sqlite, false",
    "deployments --engine dynamodb, true",
    "deployments --engine=DynamoDB acme, true",
  })
  void dynamoDbLocalIsThereIfItIsAskedFor(String line, boolean isThere)
      throws IOException, InterruptedException {
    var launched = Launched.in(folder);
    showsArguments(folder.resolve("home/jdk/bin/java"));

    var run = launched.run(Map.of(), "deploytrail " + line);

    assertThat(run.out()).as(run.err()).contains("/cli/target/classes:", "/cli/target/lib/*");
    assertThat(run.out().contains("/dynamodb-local/target/lib/*")).isEqualTo(isThere);
  }
}
