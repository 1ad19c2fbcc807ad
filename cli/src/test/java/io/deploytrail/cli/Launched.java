package io.deploytrail.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The CLI as a process of its own, started by the launcher `deploytrail`: what a shell does with
/// it, such as redirect it, limit it, or take its environment away.
///
/// The launcher stands in a folder in which nothing needs to be built, and finds a JDK there that
/// runs the classes under test.
record Launched(Path folder) {
  private static final String JAVA =
      """
      #!/usr/bin/env bash
      arguments=()
      while (($# > 0)); do
        if [[ $1 = -cp ]]; then
          arguments+=(-cp '<class path>')
          shift 2
        else
          arguments+=("$1")
          shift
        fi
      done
      exec '<java home>/bin/java' "${arguments[@]}"
      """;

  static Launched in(Path folder) throws IOException {
    return in(folder, System.getProperty("java.class.path"));
  }

  /// As it is where DynamoDB Local is not installed.
  static Launched withoutDynamoDbLocal(Path folder) throws IOException {
    var classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("dynamodb-local") && !entry.contains("DynamoDBLocal"))
            .collect(Collectors.joining(File.pathSeparator));
    return in(folder, classPath);
  }

  private static Launched in(Path folder, String classPath) throws IOException {
    var home = Files.createDirectories(folder.resolve("home"));
    Files.copy(Path.of("..", "deploytrail"), home.resolve("deploytrail"));
    var sources = Files.createDirectories(home.resolve("cli/src/main/launcher"));
    Files.copy(Path.of("src/main/launcher/find-java"), sources.resolve("find-java"));
    Files.createFile(home.resolve("pom.xml"));
    for (var module :
        List.of("shared", "functions", "desk-index", "dynamodb-local", "cli/target")) {
      Files.createDirectories(home.resolve(module));
    }
    var jdk = Files.createDirectories(home.resolve("jdk/bin"));
    Files.writeString(jdk.resolveSibling("release"), "JAVA_VERSION=\"25.0\"\n");
    var java =
        JAVA.replace("<class path>", classPath)
            .replace("<java home>", System.getProperty("java.home"));
    for (var program : List.of("java", "javac")) {
      var made = Files.writeString(jdk.resolve(program), java).toFile().setExecutable(true);
      assert made;
    }
    Files.createFile(home.resolve("cli/target/built"));
    return new Launched(folder);
  }

  /// Runs a script in the folder, where `deploytrail` is a command; there are no other environment
  /// variables than those given and those without which there is no JDK.
  Desk.Run run(Map<String, String> environment, String script)
      throws IOException, InterruptedException {
    var out = folder.resolve("home/out");
    var err = folder.resolve("home/err");
    var builder =
        new ProcessBuilder("bash", "-c", script)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    var path = System.getenv("PATH");
    builder.environment().clear();
    builder.environment().put("PATH", folder.resolve("home") + ":" + path);
    builder.environment().put("JAVA_HOME", folder.resolve("home/jdk").toString());
    builder.environment().putAll(environment);
    var exitCode = builder.start().waitFor();
    return new Desk.Run(exitCode, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }
}
