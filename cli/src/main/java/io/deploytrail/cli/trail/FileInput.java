package io.deploytrail.cli.trail;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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
    return absolute().toString();
  }

  private Path absolute() {
    return path.toAbsolutePath().normalize();
  }

  /// Whether its address leads to it again: not if its name is no text, whose bytes are lost in
  /// one.
  boolean isKnownByAddress() {
    try {
      return Path.of(address()).equals(absolute());
    } catch (InvalidPathException e) {
      throw Input.noName(path.toUri().toString());
    }
  }

  @Override
  public boolean isLasting() {
    return Files.isRegularFile(path);
  }

  @Override
  public Optional<Version> version() {
    try {
      var attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return attributes.isRegularFile()
          ? Optional.of(
              new Version(attributes.size(), attributes.lastModifiedTime().toInstant().toString()))
          : Optional.empty();
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
