package io.deploytrail.cli.console;

import java.nio.file.Files;
import java.nio.file.Path;

/// The folder that DeployTrail was unpacked into; the launcher tells it.
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
}
