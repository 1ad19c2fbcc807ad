package io.deploytrail.integration.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deploytrail.cli.console.Home;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// SAM's own `sam deploy` in a folder, up to where it would ask AWS: what it would send.
final class SamDeploys implements AutoCloseable {
  private static final Path PYTHON = Home.file("pom.xml").resolveSibling(".engines/sam/bin/python");
  private static final Path SCRIPT = Home.file("integration-tests/engines/sam_deploys.py");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final BufferedWriter commands;
  private final BufferedReader answers;

  private SamDeploys(Process process) {
    this.process = process;
    this.commands = process.outputWriter(UTF_8);
    this.answers = process.inputReader(UTF_8);
  }

  /// Skips the test, with the reason, where the SAM CLI is not installed.
  static SamDeploys start(Path folder) {
    assumeTrue(
        Files.isExecutable(PYTHON),
        "the SAM CLI is not installed; integration-tests/engines/install sam does it");
    try {
      return new SamDeploys(
          new ProcessBuilder(PYTHON.toAbsolutePath().toString(), SCRIPT.toAbsolutePath().toString())
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The script says what the answer holds.
  JsonNode run(List<String> words) {
    try {
      commands.write(JSON.writeValueAsString(words) + "\n");
      commands.flush();
      return JSON.readTree(requireNonNull(answers.readLine(), "an answer of sam_deploys.py"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
