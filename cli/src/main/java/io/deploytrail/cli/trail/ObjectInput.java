package io.deploytrail.cli.trail;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;

/// An object in S3; each opening gives the version that is current then.
record ObjectInput(S3Address object, boolean isTrail, Buckets buckets) implements Input {
  ObjectInput {
    requireNonNull(object, "object");
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
  public boolean isLasting() {
    return true;
  }

  @Override
  public InputStream open() throws IOException {
    return ObjectStream.open(buckets, object);
  }
}
