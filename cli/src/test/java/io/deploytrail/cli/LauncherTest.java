package io.deploytrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
