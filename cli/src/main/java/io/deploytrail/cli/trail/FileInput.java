package io.deploytrail.cli.trail;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

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
  public InputStream open() throws IOException {
    return Files.newInputStream(path);
  }
}
