package io.deploytrail.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the launcher starts, and with what.
final class LauncherTest {
  private static final String SHOWING_JAVA =
      """
      #!/usr/bin/env bash
      printf '%s\\n' "$0" "$@"
      """;

  /// Nothing of this machine's is found, neither in the usual places nor on the path.
  private static final String WITHOUT_JAVA =
      """
      list=home/cli/src/main/launcher/find-java
      sed -e "s,'/usr/,'/no/,g; s,'/opt/,'$HOME/opt/,g; s,'/Library/,'/no/,g" "$list" > changed && mv changed "$list"
      printf '#!/bin/sh\\nexit 1\\n' > home/java && chmod +x home/java
      """;

  @TempDir private Path folder = Path.of("");
  private Launched launched = new Launched(folder);

  @BeforeEach
  void install() throws IOException {
    launched = Launched.in(folder);
  }

  private void showArguments() throws IOException {
    Files.writeString(folder.resolve("home/jdk/bin/java"), SHOWING_JAVA);
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
    showArguments();

    var run = launched.run(Map.of(), "deploytrail " + line);

    assertThat(run.out()).as(run.err()).contains("\n-cp\n");
    assertThat(run.out().contains("/dynamodb-local/target/lib/*")).isEqualTo(isThere);
  }

  @Test
  void versionSaysTheCheckoutsCommitAndWhetherItHasChanged()
      throws IOException, InterruptedException {
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

  /// An archive: no sources, no Maven, a runtime without a compiler, and a space in the path.
  @Test
  void archiveIsRunFromItsLibraryByItsRuntime() throws IOException, InterruptedException {
    showArguments();

    var run =
        launched.run(
            Map.of(),
            """
            mkdir 'an archive' && cp home/deploytrail 'an archive'
            mkdir 'an archive/lib' && cp home/cli/src/main/launcher/find-java 'an archive/lib'
            touch 'an archive/lib/'{cli-1,b,a-b,a}.jar
            mv home/jdk 'an archive/runtime' && rm 'an archive/runtime/bin/javac'
            'an archive/deploytrail' demo
            """);

    var archive = folder.toRealPath().resolve("an archive");
    assertThat(run.out().lines())
        .as(run.err())
        .startsWith(archive + "/runtime/bin/java")
        .containsSequence(
            "-cp",
            Stream.of("a-b", "a", "b", "cli-1")
                .map(jar -> archive + "/lib/" + jar + ".jar")
                .collect(joining(":")),
            "io.deploytrail.cli.Main",
            "demo");
  }

  /// A Java that writes a cache where it is told to, and otherwise says which one it is given.
  private void learn() throws IOException {
    Files.writeString(
        folder.resolve("home/jdk/bin/java"),
        """
        #!/usr/bin/env bash
        for argument; do
          case $argument in
            -XX:AOTCacheOutput=*) echo learnt >"${argument#*=}" ;;
            -XX:AOTCache=*) echo "uses ${argument##*/}" ;;
          esac
        done
        """);
    Files.createDirectories(folder.resolve("home/cli/target/lib"));
    Files.createFile(folder.resolve("home/cli/target/cli-1.jar"));
    Files.createFile(folder.resolve("home/cli/target/lib/a.jar"));
  }

  @Test
  void javaLearnsOnceForEachJdkAndWhenJarsHaveChanged() throws IOException, InterruptedException {
    learn();

    var run =
        launched.run(
            Map.of(),
            """
            deploytrail --help
            deploytrail --help
            touch -d '1 hour' home/cli/target/lib/a.jar && deploytrail --help
            touch -d '-1 hour' home/cli/target/lib/a.jar
            echo 'IMPLEMENTOR="somebody"' >>home/jdk/release && deploytrail --help
            """);

    assertThat(run.err().lines()).hasSize(3).allMatch(line -> line.contains("learning"));
    var uses = run.out().lines().toList();
    assertThat(uses).hasSize(4).allMatch(line -> line.matches("uses java-\\d+\\.aot"));
    assertThat(uses.subList(0, 3)).containsOnly(uses.getFirst()).doesNotContain(uses.getLast());
    assertThat(folder.resolve("home/cli/target")).isDirectoryNotContaining("glob:**.aot.*");
  }

  @Test
  void javaThatLearnsNothingIsNotTaughtAgain() throws IOException, InterruptedException {
    learn();
    showArguments();

    var run = launched.run(Map.of(), "deploytrail --help; deploytrail --help");

    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.out()).doesNotContain("-XX:AOTCache");
    assertThat(folder.resolve("home/cli/target/training.log")).content().contains("AOTCacheOutput");
  }

  @Test
  void nothingIsLearntWhereNothingCanBeWritten() throws IOException, InterruptedException {
    learn();
    var made = folder.resolve("home/cli/target");
    var isChanged = made.toFile().setWritable(false, false);
    assumeTrue(isChanged && !Files.isWritable(made), "whoever runs the tests may write anywhere");

    var run = launched.run(Map.of(), "deploytrail --help");

    assertThat(run.err() + run.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".sdkman/candidates/java/25-tem",
        ".jdks/25",
        ".asdf/installs/java/temurin-25",
        ".local/share/mise/installs/java/25",
        "opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home",
      })
  void javaIsFoundWhereItIsUsuallyPut(String place) throws IOException, InterruptedException {
    showArguments();
    var home = folder.resolve("a person");

    var run =
        launched.run(
            Map.of("JAVA_HOME", "", "HOME", home.toString(), "PLACE", place),
            WITHOUT_JAVA
                + """
                mkdir -p "$HOME/$PLACE" && mv home/jdk/* "$HOME/$PLACE"
                deploytrail --help
                """);

    assertThat(run.out()).as(run.err()).startsWith(home.resolve(place) + "/bin/java\n");
  }

  @Test
  void whereItLookedIsSaidIfThereIsNoJava() throws IOException, InterruptedException {
    var run =
        launched.run(
            Map.of("JAVA_HOME", "/nowhere", "HOME", "/home/somebody"),
            WITHOUT_JAVA + "deploytrail --help");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("deploytrail: JDK 25 was not found; install one, or set JAVA_HOME to it.")
        .contains("  the variables JAVA_HOME ")
        .contains("  /home/somebody/.asdf/installs/java/*\n", "  the java of the PATH\n");
  }
}
