package io.deploytrail.cloudtrail.log;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/// A file to read. With `isTrail` it was named, or lies where CloudTrail delivers: whatever it
/// holds should be a trail's. Of any other, what it holds decides.
public record TrailFile(Path path, boolean isTrail) {
  public TrailFile {
    requireNonNull(path, "path");
  }
}
