package io.deploytrail.cli.trail;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A file of this machine, or a pipe.
record FileInput(Path path, boolean isTrail) implements Input {
  FileInput {
    requireNonNull(path, "path");
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public String address() {
    return Input.address(path.toString());
  }

  @Override
  public boolean isLasting() {
    return Files.isRegularFile(path);
  }

  @Override
  public Optional<Version> version() {
    if (!isLasting()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Version(Files.size(path), Files.getLastModifiedTime(path).toInstant().toString()));
    } catch (IOException e) {
      // Whoever reads it reports why it cannot be read.
      return Optional.empty();
    }
  }

  @Override
  public InputStream open() throws IOException {
    return Files.newInputStream(path);
  }
}
