package io.deploytrail.cli.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/// The folder that DeployTrail was unpacked into; the launcher passes it as `deploytrail.home`.
public final class Home {
  private Home() {}

  /// A file of DeployTrail's own, such as `template.yaml`.
  public static Path file(String name) {
    var home = System.getProperty("deploytrail.home", "");
    var file = Path.of(home).resolve(name);
    if (home.isEmpty() || !Files.exists(file)) {
      throw new InvalidInputException(
          name + " was not found; start DeployTrail by its launcher, ./deploytrail");
    }
    return file;
  }

  /// How DeployTrail is called here, so that a command that is proposed can be typed as it stands.
  public static String command() {
    return System.getProperty("deploytrail.command", "deploytrail");
  }

  /// Whether DynamoDB Local can be used: the launcher puts it on the class path where there is a
  /// checkout, and a command asks for it.
  public static boolean hasDynamoDbLocal() {
    return Home.class.getResource("/io/deploytrail/dynamodb/DynamoDbLocal.class") != null;
  }

  /// DeployTrail's own, such as `1.2.3`.
  public static String version() {
    var properties = new Properties();
    try (var stream = Home.class.getResourceAsStream("version.properties")) {
      if (stream == null) {
        throw new IllegalStateException("version.properties is missing from the jar");
      }
      properties.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "");
  }

  /// The commit that this is, with its date, such as `9fceb02… of 2026-11-30`; empty where the
  /// launcher did not know. It is asked by `--version` alone.
  public static Optional<String> commit() {
    return Optional.of(System.getProperty("deploytrail.commit", ""))
        .filter(commit -> !commit.isEmpty());
  }
}
