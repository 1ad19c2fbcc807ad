package io.deploytrail.cli.trail;

import static java.util.Objects.requireNonNull;

import io.deploytrail.cloudtrail.log.LogReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// An object in S3; each opening returns the version that is current then. Opening an unknown one
/// that cannot be a trail returns its first bytes alone, which show that. `version` is what a list
/// of the bucket says; nothing where none was asked for.
record ObjectInput(
    S3Address object, ObjectKind kind, Optional<Input.Version> version, Buckets buckets)
    implements Input {
  /// So many bytes show whether an unknown object may be a trail.
  private static final int LOOKED_AT = 512;

  ObjectInput {
    requireNonNull(object, "object");
    requireNonNull(kind, "kind");
    requireNonNull(version, "version");
    requireNonNull(buckets, "buckets");
  }

  @Override
  public String name() {
    return object.toString();
  }

  @Override
  public String address() {
    return object.toString();
  }

  @Override
  public boolean isTrail() {
    return kind == ObjectKind.TRAIL;
  }

  @Override
  public boolean isLasting() {
    return true;
  }

  @Override
  public InputStream open() throws IOException {
    if (kind == ObjectKind.UNKNOWN) {
      var start = ObjectStream.start(buckets, object, LOOKED_AT);
      if (!LogReader.mayBeTrail(start)) {
        return new ByteArrayInputStream(start);
      }
    }
    return ObjectStream.open(buckets, object);
  }
}
