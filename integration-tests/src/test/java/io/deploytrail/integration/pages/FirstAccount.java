package io.deploytrail.integration.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deploytrail.cli.console.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// `benchmarks/first-account`, with an `aws` and a `sam` that only say what they are told to, and
/// note what they were asked. Nothing of it reaches AWS.
record FirstAccount(Path folder) {
  static final String ACCOUNT = "111122223333";

  /// What it printed, and its exit code.
  record Run(String out, int exitCode) {}

  /// Beside `commands`, bash's patterns of the words with what is to be printed, all succeed.
  static FirstAccount of(Path folder, String... commands) throws IOException {
    var stubs = Files.createDirectories(folder.resolve("stubs"));
    for (var name : List.of("aws", "sam")) {
      var cases = String.join("\n", commands);
      var script =
          """
          #!/usr/bin/env bash
          echo "%s $*" >> '%s'
          case "%s $*" in
          %s
          esac
          """
              .formatted(name, folder.resolve("asked"), name, cases);
      Files.writeString(stubs.resolve(name), script);
      if (!stubs.resolve(name).toFile().setExecutable(true)) {
        throw new IOException("a stub cannot be made executable in " + stubs);
      }
    }
    return new FirstAccount(folder);
  }

  /// A branch of the stubs.
  static String when(String words, String printed) {
    return "*'" + words + "'*) printf '%s\\n' '" + printed + "' ;;";
  }

  static String whenRefused(String words, String printed) {
    return "*'" + words + "'*) printf '%s\\n' '" + printed + "'; exit 255 ;;";
  }

  /// Of the walk in the folder; nobody answers its questions.
  Run walk(String... arguments) throws IOException, InterruptedException {
    return run(
        "",
        Stream.concat(
                Stream.of(
                    "--trail-bucket",
                    "acme-trail",
                    "--organization",
                    "globex",
                    "--interval",
                    "0",
                    "--folder",
                    "" + folder.resolve("work")),
                Stream.of(arguments))
            .toArray(String[]::new));
  }

  Run run(String input, String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("" + Home.file("benchmarks/first-account")));
    command.addAll(List.of(arguments));
    var in = Files.writeString(folder.resolve("in"), input);
    var out = folder.resolve("out");
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile());
    builder
        .environment()
        .merge("PATH", folder.resolve("stubs") + ":", (path, stubs) -> stubs + path);
    var exitCode = builder.start().waitFor();
    return new Run(Files.readString(out, UTF_8), exitCode);
  }

  /// What `aws` and `sam` were asked, a line each.
  List<String> asked() throws IOException {
    var asked = folder.resolve("asked");
    return Files.exists(asked) ? Files.readAllLines(asked) : List.of();
  }

  String report() throws IOException {
    return Files.readString(folder.resolve("work/report.md"));
  }
}
